package dev.slipway.wire;

import com.sun.net.httpserver.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A request body: of fixed length, chunked, or absent. Answers "100 Continue" when the client asks
/// for it and a handler reads the body.
final class WireBody extends InputStream {
  private static final long MOST_TO_DRAIN = 64L * 1024 * 1024;

  private final InputStream in;
  private final OutputStream out;
  private final boolean chunked;
  private boolean continueWanted;
  private boolean firstChunk = true;
  private long left;
  private boolean ended;

  WireBody(InputStream in, OutputStream out, Headers headers) {
    this.in = in;
    this.out = out;
    this.chunked = headers.containsKey("Transfer-Encoding");
    this.continueWanted = "100-continue".equalsIgnoreCase(headers.getFirst("Expect"));
    String length = headers.getFirst("Content-Length");
    this.left = chunked || length == null ? 0 : length(length);
    this.ended = !chunked && left == 0;
  }

  /// @throws IllegalArgumentException if it is not a length
  private static long length(String header) {
    long length = Long.parseLong(header);
    if (length < 0) {
      throw new IllegalArgumentException("Not a length: " + header);
    }
    return length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (continueWanted) {
      continueWanted = false;
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    if (!ended && left == 0) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int read = in.read(bytes, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("The body ended " + left + " bytes early");
    }
    left -= read;
    ended = !chunked && left == 0;
    return read;
  }

  private void nextChunk() throws IOException {
    if (!firstChunk) {
      line();
    }
    firstChunk = false;
    String size = line();
    int semicolon = size.indexOf(';');
    try {
      left = Long.parseLong((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("Not a chunk size: " + size, e);
    }
    if (left == 0) {
      ended = true;
      while (!line().isEmpty()) {
        // Trailers are ignored.
      }
    }
  }

  private String line() throws IOException {
    String line;
    try {
      line = WireExchange.line(in);
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
    if (line == null) {
      throw new EOFException("The chunks ended early");
    }
    return line;
  }

  /// Reads the rest of the body. Returns false if it is too long, so that the connection should
  /// close.
  boolean drain() throws IOException {
    if (continueWanted && !ended) {
      return false;
    }
    byte[] buffer = new byte[8192];
    long drained = 0;
    for (int read = read(buffer, 0, buffer.length);
        read >= 0;
        read = read(buffer, 0, buffer.length)) {
      drained += read;
      if (drained > MOST_TO_DRAIN) {
        return false;
      }
    }
    return true;
  }
}
