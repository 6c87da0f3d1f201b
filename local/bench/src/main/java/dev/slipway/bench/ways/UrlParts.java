package dev.slipway.bench.ways;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/// The calls of the contenders that use `HttpURLConnection` directly.
public final class UrlParts {
  static final int BUFFER_BYTES = 64 << 10;

  private UrlParts() {}

  /// Opens a range of the source.
  static InputStream source(Job job, long offset, long length) throws IOException {
    return job.source(offset, length).toURL().openConnection().getInputStream();
  }

  /// Sends one part; `body` is closed.
  public static void put(URI target, InputStream body, int length, byte[] buffer)
      throws IOException {
    try (body) {
      var connection = open(target, length);
      try (var out = connection.getOutputStream()) {
        int left = length;
        while (left > 0) {
          int count = body.read(buffer, 0, Math.min(buffer.length, left));
          if (count < 0) {
            throw new IOException("the source ended " + left + " bytes early");
          }
          out.write(buffer, 0, count);
          left -= count;
        }
      }
      confirm(connection);
    }
  }

  /// Sends one part that is in memory.
  public static void put(URI target, byte[] bytes) throws IOException {
    var connection = open(target, bytes.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(bytes);
    }
    confirm(connection);
  }

  private static HttpURLConnection open(URI target, int length) throws IOException {
    var connection = (HttpURLConnection) target.toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(length);
    return connection;
  }

  private static void confirm(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status != 200) {
      throw new IOException("the store answered " + status);
    }
    connection.getInputStream().close();
  }
}
