package dev.slipway.wire;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request and its answer on a connection of `WireServer`. For one thread.
final class WireExchange extends HttpExchange {
  private static final int LONGEST_LINE = 64 * 1024;
  private static final int MOST_HEADERS = 200;

  private final Socket socket;
  private final OutputStream out;
  private final @Nullable InstantSource dates;
  private final String method;
  private final String protocol;
  private final URI uri;
  private final Headers requestHeaders;
  private final Headers responseHeaders = new Headers();
  private final WireBody body;
  private long announced;
  private long written;
  private int status = -1;
  private boolean closed;

  private WireExchange(
      Socket socket,
      BufferedInputStream in,
      OutputStream out,
      @Nullable InstantSource dates,
      String[] requestLine,
      URI uri,
      Headers headers) {
    this.socket = socket;
    this.out = out;
    this.dates = dates;
    this.method = requestLine[0];
    this.protocol = requestLine[2];
    this.uri = uri;
    this.requestHeaders = headers;
    this.body = new WireBody(in, out, headers);
  }

  /// Reads the next request, or null at the end of the connection.
  ///
  /// @throws IllegalArgumentException if it is not HTTP/1.1
  static @Nullable WireExchange read(
      Socket socket,
      BufferedInputStream in,
      BufferedOutputStream out,
      @Nullable InstantSource dates)
      throws IOException {
    String start = line(in);
    if (start == null) {
      return null;
    }
    String[] parts = start.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new IllegalArgumentException("Not a request line: " + start);
    }
    URI uri = URI.create(encoded(parts[1]));
    if (uri.getRawPath() == null) {
      throw new IllegalArgumentException("Not a path: " + start);
    }
    Headers headers = new Headers();
    int count = 0;
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || ++count > MOST_HEADERS) {
        throw new IllegalArgumentException("Not a header");
      }
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return new WireExchange(socket, in, out, dates, parts, uri, headers);
  }

  /// Encodes brackets, which Apple accepts unencoded and `URI` does not.
  private static String encoded(String target) {
    return target.replace("[", "%5B").replace("]", "%5D").replace("|", "%7C");
  }

  static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
            ? line.substring(0, end - 1)
            : line.toString();
      }
      if (line.length() >= LONGEST_LINE) {
        throw new IllegalArgumentException("The line is too long");
      }
      line.append((char) c);
    }
    return null;
  }

  /// Ends the exchange and returns whether the connection can carry another one.
  boolean finish() throws IOException {
    if (status < 0 || written < announced) {
      close();
    }
    if (closed) {
      return false;
    }
    out.flush();
    return body.drain() && staysOpen();
  }

  /// Returns whether the connection stays open: HTTP/1.0 closes unless asked not to, HTTP/1.1 stays
  /// open unless asked not to (RFC 9112, 9.3).
  private boolean staysOpen() {
    boolean one = protocol.equals("HTTP/1.0");
    return !says(responseHeaders, "close")
        && (one ? says(requestHeaders, "keep-alive") : !says(requestHeaders, "close"));
  }

  private static boolean says(Headers headers, String option) {
    return headers.getOrDefault("Connection", List.of()).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(option));
  }

  @Override
  public Headers getRequestHeaders() {
    return requestHeaders;
  }

  @Override
  public Headers getResponseHeaders() {
    return responseHeaders;
  }

  @Override
  public URI getRequestURI() {
    return uri;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public HttpContext getHttpContext() {
    throw new UnsupportedOperationException("There are no contexts here");
  }

  /// Closes the connection if the answer is incomplete.
  @Override
  public void close() {
    try {
      if (status >= 0) {
        out.flush();
      }
      if (status < 0 || written < announced) {
        closed = true;
        socket.close();
      }
    } catch (IOException e) {
      closed = true;
    }
  }

  @Override
  public InputStream getRequestBody() {
    return body;
  }

  @Override
  public OutputStream getResponseBody() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        written += length;
        if (!method.equals("HEAD")) {
          out.write(bytes, offset, length);
        }
        if (written >= announced) {
          out.flush();
        }
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }
    };
  }

  @Override
  public void sendResponseHeaders(int code, long length) throws IOException {
    status = code;
    announced = Math.max(0, length);
    StringBuilder head =
        new StringBuilder("HTTP/1.1 ")
            .append(code)
            .append(' ')
            .append(ReasonPhrases.of(code))
            .append("\r\n");
    if (!handlerSaysLength(code, length)) {
      responseHeaders.set("Content-Length", Long.toString(announced));
    }
    if (dates != null && !responseHeaders.containsKey("Date")) {
      responseHeaders.set("Date", HttpDate.format(dates.instant()));
    }
    for (Map.Entry<String, List<String>> header : responseHeaders.entrySet()) {
      for (String value : header.getValue()) {
        head.append(header.getKey()).append(": ").append(value).append("\r\n");
      }
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (announced == 0) {
      out.flush();
    }
  }

  /// Returns whether the handler may set a length without a body: that of a GET (RFC 9110, 8.6).
  private boolean handlerSaysLength(int code, long length) {
    return code == 204 || code == 304 || (length < 0 && method.equals("HEAD"));
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return (InetSocketAddress) socket.getRemoteSocketAddress();
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public String getProtocol() {
    return protocol;
  }

  @Override
  public Object getAttribute(String name) {
    throw new UnsupportedOperationException("There are no attributes here");
  }

  @Override
  public void setAttribute(String name, Object value) {
    throw new UnsupportedOperationException("There are no attributes here");
  }

  @Override
  public void setStreams(InputStream in, OutputStream replacement) {
    throw new UnsupportedOperationException("There are no filters here");
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return null;
  }
}
