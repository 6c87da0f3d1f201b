package dev.slipway.runner.httpapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.slipway.runner.identity.JwtVerifier;
import dev.slipway.runner.invocation.FunctionFailure;
import dev.slipway.wire.Answer;
import dev.slipway.wire.QueryPair;
import dev.slipway.wire.WireServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Serves the HTTP API on a port of 127.0.0.1. Answers as the gateway does when a request does not
/// reach a function: 404 without a route, 401 without an accepted token, 403 without a scope that
/// the route needs, 413 for a body over 6 MB in base64, 503 when throttled, 500 when the function
/// failed. Callers from foreign web pages get 403. Safe for use by many threads.
public final class HttpApiServer implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(HttpApiServer.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Lambda takes 6 MB. In base64, a body of three quarters of that size fits (AWS Lambda Developer
  /// Guide, "Lambda quotas").
  private static final int MAXIMUM_FORM_BYTES = 16 << 10;

  private static final int MAXIMUM_BODY_BYTES = 6 * 1024 * 1024 / 4 * 3;

  /// The answer to what is not a request: it reaches no function.
  private static final String NOT_A_REQUEST =
      "{\"type\":\"urn:slipway:problem:malformed-request\",\"title\":\"The request is"
          + " malformed\",\"status\":400,\"detail\":\"This is not a request in HTTP/1.1 whose path"
          + " and query can be decoded. Let your HTTP client build it.\"}";

  private final WireServer server;
  private final InstantSource clock;
  private final LoopbackCallers callers;

  private HttpApiServer(WireServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
    this.callers = new LoopbackCallers(server.port());
  }

  /// Opens a port without serving yet, because the routes need its number.
  ///
  /// @param port 0 for any free port
  /// @throws IOException when the port is in use
  public static HttpApiServer bind(int port, InstantSource clock) throws IOException {
    return new HttpApiServer(new WireServer("runner", port, InstantSource.system()), clock);
  }

  /// Returns the port.
  public int port() {
    return server.port();
  }

  /// Starts serving.
  public void serve(List<RoutedFunction> routes, JwtVerifier tokens, LocalPages pages) {
    var table = new RouteTable(routes);
    server.refuseWith("application/problem+json", NOT_A_REQUEST);
    server.start(
        exchange -> {
          try (exchange) {
            if (isReadable(exchange.getRequestURI())) {
              answer(exchange, table, tokens, pages);
            } else {
              Answer.of(400, "application/problem+json", NOT_A_REQUEST).send(exchange);
            }
          } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "A caller closed the connection", e);
          }
        });
  }

  @Override
  public void close() {
    server.close();
  }

  /// Returns whether path and query can be decoded.
  private static boolean isReadable(URI uri) {
    try {
      boolean absolute = uri.getScheme() != null;
      return (absolute || uri.getRawAuthority() == null)
          && uri.getRawPath().startsWith("/")
          && RouteTable.decoded(uri.getRawPath()).startsWith("/")
          && (uri.getRawQuery() == null || QueryPair.parse(uri.getRawQuery()) != null);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void answer(HttpExchange exchange, RouteTable table, JwtVerifier tokens, LocalPages pages)
      throws IOException {
    if (!callers.allows(exchange.getRequestHeaders())) {
      message(403, "Forbidden: this port answers only callers on this machine").send(exchange);
      return;
    }
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    var match = table.find(method, path);
    if (match.isPresent()) {
      call(exchange, match.get(), tokens);
      return;
    }
    String query = exchange.getRequestURI().getQuery();
    String form =
        method.equals("POST")
            ? new String(
                exchange.getRequestBody().readNBytes(MAXIMUM_FORM_BYTES), StandardCharsets.UTF_8)
            : "";
    var page = pages.find(method, path, query == null ? "" : query, form);
    if (page.isPresent()) {
      secured(page.get(), pages.connectSource()).send(exchange);
    } else {
      message(404, "Not Found").send(exchange);
    }
  }

  private void call(HttpExchange exchange, RouteTable.Match match, JwtVerifier tokens)
      throws IOException {
    Optional<Map<String, Object>> claims =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
            .flatMap(tokens::claims);
    if (match.routed().route().authorized() && claims.isEmpty()) {
      message(401, "Unauthorized").with("www-authenticate", "Bearer").send(exchange);
      return;
    }
    var scopes = match.routed().route().scopes();
    if (claims.filter(held -> !JwtVerifier.mayTake(scopes, held)).isPresent()) {
      message(403, "Forbidden").send(exchange);
      return;
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAXIMUM_BODY_BYTES + 1);
    if (body.length > MAXIMUM_BODY_BYTES) {
      message(413, "Request Entity Too Large").send(exchange);
      return;
    }
    byte[] event =
        RequestPayload.write(exchange, match, claims.orElse(null), body, clock.instant());
    try {
      var answer = match.routed().function().tryInvoke(event);
      if (answer.isEmpty()) {
        message(503, "Service Unavailable").send(exchange);
        return;
      }
      ResponsePayload.read(answer.get()).send(exchange);
    } catch (FunctionFailure e) {
      LOGGER.log(Level.ERROR, "A function failed", e);
      message(500, "Internal Server Error").send(exchange);
    }
  }

  private static Answer secured(Answer page, String bucket) {
    return page.with("cache-control", "no-store")
        .with("x-content-type-options", "nosniff")
        .with("referrer-policy", "no-referrer")
        .with(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: "
                + bucket
                + "; media-src "
                + (bucket.isEmpty() ? "'none'" : bucket)
                + "; connect-src 'self' "
                + bucket
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'");
  }

  private static Answer message(int status, String message) throws IOException {
    return Answer.of(
        status, "application/json", JSON.writeValueAsBytes(Map.of("message", message)));
  }
}
