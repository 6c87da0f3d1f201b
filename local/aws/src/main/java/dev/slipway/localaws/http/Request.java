package dev.slipway.localaws.http;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.wire.QueryPair;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// One request as the services read it. Used by one thread.
public final class Request {
  private final String method;
  private final String rawPath;
  private final Map<String, String> query;
  private final Map<String, List<String>> headers;
  private final InputStream body;
  private final CompletableFuture<Void> answered = new CompletableFuture<>();
  private final String id =
      UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);

  /// Reads everything but the body.
  ///
  /// @throws IllegalArgumentException when the path or the query is not valid percent-encoding
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
  }

  /// GET, PUT and so on.
  public String method() {
    return method;
  }

  /// The path as sent, percent-encoded.
  public String rawPath() {
    return rawPath;
  }

  /// Decoded query parameters, sorted by name; a name without a value has the empty string.
  public Map<String, String> query() {
    return query;
  }

  /// A decoded query parameter.
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /// All values of a header joined by commas; the name in any case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .map(values -> String.join(",", values));
  }

  /// Lower-cased names with their values.
  public Map<String, List<String>> headers() {
    return headers;
  }

  /// The body as sent: still aws-chunked where it is.
  public InputStream body() {
    return body;
  }

  /// Id of this request, in answers and events.
  public String id() {
    return id;
  }

  /// Completed when the answer has been sent or the connection cut.
  public CompletableFuture<Void> answered() {
    return answered;
  }

  /// Decodes percent-encoding as UTF-8; `+` stays as it is.
  ///
  /// @throws IllegalArgumentException when it is not valid
  public static String percentDecode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    return java.net.URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
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
