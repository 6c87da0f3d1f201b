package dev.slipway.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A service's answer. Immutable; the `with` methods return changed copies.
///
/// @param status HTTP status
/// @param headers values by header name, which is case-insensitive
/// @param sizeBytes length of the body; for HEAD the length that GET would have
/// @param body opens the body
public record Answer(
    int status, Map<String, List<String>> headers, long sizeBytes, BodySource body) {
  private static final int BUFFER_BYTES = 128 * 1024;

  /// Opens the body.
  @FunctionalInterface
  public interface BodySource {
    /// Opens the body. Called at most once; the caller closes the stream.
    InputStream open() throws IOException;
  }

  public Answer {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    headers = Collections.unmodifiableMap(copy);
  }

  /// Returns an answer without a body.
  public static Answer of(int status) {
    return of(status, 0, InputStream::nullInputStream);
  }

  /// Returns an answer with a body of this length and no headers.
  public static Answer of(int status, long sizeBytes, BodySource body) {
    return new Answer(status, Map.of(), sizeBytes, body);
  }

  /// Returns an answer with a text as its body.
  public static Answer of(int status, String contentType, String text) {
    return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Returns an answer with a body in memory.
  public static Answer of(int status, String contentType, byte[] body) {
    return of(status, body).with("Content-Type", contentType);
  }

  /// Returns an answer with a body in memory and no headers.
  public static Answer of(int status, byte[] body) {
    byte[] kept = body.clone();
    return of(status, kept.length, () -> new ByteArrayInputStream(kept));
  }

  /// Sets a header; replaces earlier values with that name.
  public Answer with(String name, String value) {
    return with(Map.of(name, value));
  }

  /// Sets these headers; replaces earlier values with their names.
  public Answer with(Map<String, String> more) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    more.forEach((name, value) -> all.put(name, List.of(value)));
    return new Answer(status, all, sizeBytes, body);
  }

  /// Adds a value of a header, in a line of its own.
  public Answer withAlso(String name, String value) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    List<String> values = new ArrayList<>(all.getOrDefault(name, List.of()));
    values.add(value);
    all.put(name, values);
    return new Answer(status, all, sizeBytes, body);
  }

  /// Replaces the body by another of the same length.
  public Answer withBody(BodySource other) {
    return new Answer(status, headers, sizeBytes, other);
  }

  /// Sends the answer; HEAD gets only the length. If reading the body fails, the part that was read
  /// before is sent.
  ///
  /// @throws IOException if the client disconnected or reading the body failed
  public void send(HttpExchange exchange) throws IOException {
    headers.forEach(
        (name, values) -> exchange.getResponseHeaders().put(name, new ArrayList<>(values)));
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(sizeBytes));
      exchange.sendResponseHeaders(status, -1);
    } else if (sizeBytes == 0) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      try (InputStream in = body.open()) {
        exchange.sendResponseHeaders(status, sizeBytes);
        copy(in, exchange.getResponseBody());
      }
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, sizeBytes)];
    try {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
    } finally {
      out.flush();
    }
  }
}
