package dev.slipway.runner.httpapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.slipway.wire.QueryPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Converts a request to the payload of a function: format version 2.0 (API Gateway Developer
/// Guide, "Create AWS Lambda proxy integrations for HTTP APIs"). Header names are lower case,
/// values of one name are joined by commas, cookies are a separate list, and a body that is not
/// text is base64.
final class RequestPayload {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TEXT =
      Pattern.compile(
          "(text/.*|application/(json|javascript|xml|.*\\+json|.*\\+xml))\\s*(;.*)?",
          Pattern.CASE_INSENSITIVE);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RequestPayload() {}

  /// @param claims claims of the accepted token; null on a route without authorizer
  static byte[] write(
      HttpExchange exchange,
      RouteTable.Match match,
      @Nullable Map<String, Object> claims,
      byte[] body,
      Instant now)
      throws IOException {
    String rawQuery = exchange.getRequestURI().getRawQuery();
    String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
    var payload = new LinkedHashMap<String, @Nullable Object>();
    payload.put("version", "2.0");
    payload.put("routeKey", match.routed().route().key());
    payload.put("rawPath", match.path());
    payload.put("rawQueryString", rawQuery == null ? "" : rawQuery);
    var headers = headers(exchange);
    String cookies = headers.remove("cookie");
    if (cookies != null) {
      payload.put("cookies", List.of(cookies.split(";\\s*")));
    }
    payload.put("headers", headers);
    if (rawQuery != null && !rawQuery.isEmpty()) {
      payload.put("queryStringParameters", query(rawQuery));
    }
    payload.put("requestContext", context(exchange, match, claims, headers, now));
    if (!match.parameters().isEmpty()) {
      payload.put("pathParameters", match.parameters());
    }
    boolean text = contentType != null && TEXT.matcher(contentType.strip()).matches();
    if (body.length > 0) {
      payload.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    payload.put("isBase64Encoded", body.length > 0 && !text);
    return JSON.writeValueAsBytes(payload);
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return headers;
  }

  private static Map<String, String> query(String rawQuery) {
    var values = new LinkedHashMap<String, List<String>>();
    for (QueryPair pair : QueryPair.parse(rawQuery)) {
      if (!pair.name().isEmpty()) {
        values.computeIfAbsent(pair.name(), _ -> new ArrayList<>()).add(pair.value());
      }
    }
    var joined = new LinkedHashMap<String, String>();
    values.forEach((name, all) -> joined.put(name, String.join(",", all)));
    return joined;
  }

  private static Map<String, @Nullable Object> context(
      HttpExchange exchange,
      RouteTable.Match match,
      @Nullable Map<String, Object> claims,
      Map<String, String> headers,
      Instant now) {
    var context = new LinkedHashMap<String, @Nullable Object>();
    context.put("accountId", "000000000000");
    context.put("apiId", "local");
    if (claims != null) {
      var jwt = new LinkedHashMap<String, @Nullable Object>();
      jwt.put("claims", texts(claims));
      // A list for a route with scopes, else null, as the HTTP API sends them.
      var scopes = match.routed().route().scopes();
      jwt.put("scopes", scopes.isEmpty() ? null : scopes);
      context.put("authorizer", Map.of("jwt", jwt));
    }
    context.put("domainName", headers.getOrDefault("host", "localhost"));
    context.put("domainPrefix", "local");
    var http = new LinkedHashMap<String, Object>();
    http.put("method", exchange.getRequestMethod());
    http.put("path", match.path());
    http.put("protocol", exchange.getProtocol());
    http.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
    http.put("userAgent", headers.getOrDefault("user-agent", ""));
    context.put("http", http);
    context.put("requestId", UUID.randomUUID().toString());
    context.put("routeKey", match.routed().route().key());
    context.put("stage", "$default");
    context.put("time", TIME.format(now));
    context.put("timeEpoch", now.toEpochMilli());
    return context;
  }

  /// Converts claims to texts, regardless of their type in the token; lists become `[a b]`.
  private static Map<String, String> texts(Map<String, Object> claims) {
    var texts = new TreeMap<String, String>();
    claims.forEach(
        (name, value) ->
            texts.put(
                name,
                value instanceof List<?> list
                    ? "[" + String.join(" ", list.stream().map(String::valueOf).toList()) + "]"
                    : String.valueOf(value)));
    return texts;
  }
}
