package dev.slipway.localaws.http;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.wire.QueryPair;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// One request as the services see it. Used by one thread.
public final class Request {
  private final String method;
  private final String rawPath;
  private final Map<String, String> query;
  private final Map<String, List<String>> headers;
  private final InputStream body;
  private final CompletableFuture<Void> answered;
  private final String id;

  /// Reads everything except the body.
  ///
  /// @throws IllegalArgumentException if the path or the query is not valid percent-encoding
  public Request(HttpExchange exchange) {
    method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    rawPath = path == null || path.isEmpty() ? "/" : path;
    query = parseQuery(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    Map<String, List<String>> lowerCased = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> lowerCased.put(name.toLowerCase(Locale.ROOT), values));
    headers = Collections.unmodifiableMap(lowerCased);
    body = exchange.getRequestBody();
    answered = new CompletableFuture<>();
    id = UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
  }

  private Request(Request request, InputStream body) {
    method = request.method;
    rawPath = request.rawPath;
    query = request.query;
    headers = request.headers;
    this.body = body;
    answered = request.answered;
    id = request.id;
  }

  /// Returns the same request with another body, such as the decoded one.
  public Request withBody(InputStream replacement) {
    return new Request(this, replacement);
  }

  /// Returns the method, for example GET.
  public String method() {
    return method;
  }

  /// Returns the path as sent, percent-encoded.
  public String rawPath() {
    return rawPath;
  }

  /// Returns the decoded query parameters, sorted by name; a name without a value has the empty
  /// string.
  public Map<String, String> query() {
    return query;
  }

  /// Returns a decoded query parameter.
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /// Returns all values of a header joined by commas; the name is case-insensitive.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .map(values -> String.join(",", values));
  }

  /// Returns the headers by lower-case name.
  public Map<String, List<String>> headers() {
    return headers;
  }

  /// Returns the body; as sent, which may be aws-chunked, unless it was replaced.
  public InputStream body() {
    return body;
  }

  /// Returns the id of this request, for answers and events.
  public String id() {
    return id;
  }

  /// Returns what completes when the answer has been sent or the connection was cut.
  public CompletableFuture<Void> answered() {
    return answered;
  }

  /// Decodes percent-encoding as UTF-8; `+` stays unchanged.
  ///
  /// @throws IllegalArgumentException if it is not valid
  public static String percentDecode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    return java.net.URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// Percent-encodes everything except unreserved characters (RFC 3986, 2.3).
  public static String percentEncode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      boolean unreserved =
          (next >= 'A' && next <= 'Z')
              || (next >= 'a' && next <= 'z')
              || (next >= '0' && next <= '9')
              || next == '-'
              || next == '.'
              || next == '_'
              || next == '~';
      if (unreserved) {
        encoded.append((char) next);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(next));
      }
    }
    return encoded.toString();
  }

  private static Map<String, String> parseQuery(String rawQuery) {
    Map<String, String> parsed = new TreeMap<>();
    for (QueryPair pair : QueryPair.parse(rawQuery)) {
      if (!pair.name().isEmpty() || !pair.value().isEmpty()) {
        parsed.put(pair.name(), pair.value());
      }
    }
    return Collections.unmodifiableMap(parsed);
  }
}
