package dev.slipway.runner.httpapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.slipway.runner.identity.JwtVerifier;
import dev.slipway.runner.invocation.FunctionFailure;
import dev.slipway.wire.WireServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The HTTP API on a port of 127.0.0.1, with the gateway's own answers for what never reaches a
/// function: 404 without a route, 401 without an accepted token, 403 without a scope that the route
/// needs, 413 for a body over 6 MB less base64, 503 when throttled, 500 when the function failed.
/// Callers from foreign web pages get 403. Safe for use by many threads.
public final class HttpApiServer implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(HttpApiServer.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Lambda takes 6 MB, which base64 fills with three quarters of that (AWS Lambda Developer Guide,
  /// "Lambda quotas").
  private static final int MAXIMUM_BODY_BYTES = 6 * 1024 * 1024 / 4 * 3;

  private final WireServer server;
  private final InstantSource clock;
  private final LoopbackCallers callers;

  private HttpApiServer(WireServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
    this.callers = new LoopbackCallers(server.port());
  }

  /// Takes a port without serving yet: routes need to know it first.
  ///
  /// @param port 0 for a free one
  /// @throws IOException when the port is taken
  public static HttpApiServer bind(int port, InstantSource clock) throws IOException {
    return new HttpApiServer(new WireServer("runner", port, InstantSource.system()), clock);
  }

  /// The port taken.
  public int port() {
    return server.port();
  }

  /// Starts serving.
  public void serve(List<RoutedFunction> routes, JwtVerifier tokens, LocalPages pages) {
    var table = new RouteTable(routes);
    server.start(
        exchange -> {
          try (exchange) {
            answer(exchange, table, tokens, pages);
          } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "A caller went away", e);
          }
        });
  }

  @Override
  public void close() {
    server.close();
  }

  private void answer(HttpExchange exchange, RouteTable table, JwtVerifier tokens, LocalPages pages)
      throws IOException {
    if (!callers.allows(exchange.getRequestHeaders())) {
      message(exchange, 403, "Forbidden: this port answers callers of this machine alone");
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
    var page = pages.find(method, path, query == null ? "" : query);
    if (page.isPresent()) {
      send(exchange, page.get(), pages.connectSource());
    } else {
      message(exchange, 404, "Not Found");
    }
  }

  private void call(HttpExchange exchange, RouteTable.Match match, JwtVerifier tokens)
      throws IOException {
    Optional<Map<String, Object>> claims =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
            .flatMap(tokens::claims);
    if (match.routed().route().authorized() && claims.isEmpty()) {
      exchange.getResponseHeaders().set("www-authenticate", "Bearer");
      message(exchange, 401, "Unauthorized");
      return;
    }
    var scopes = match.routed().route().scopes();
    if (claims.filter(held -> !JwtVerifier.mayTake(scopes, held)).isPresent()) {
      message(exchange, 403, "Forbidden");
      return;
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAXIMUM_BODY_BYTES + 1);
    if (body.length > MAXIMUM_BODY_BYTES) {
      message(exchange, 413, "Request Entity Too Large");
      return;
    }
    byte[] event =
        RequestPayload.write(exchange, match, claims.orElse(null), body, clock.instant());
    try {
      var answer = match.routed().function().tryInvoke(event);
      if (answer.isEmpty()) {
        message(exchange, 503, "Service Unavailable");
        return;
      }
      send(exchange, ResponsePayload.read(answer.get()));
    } catch (FunctionFailure e) {
      LOGGER.log(Level.ERROR, "A function failed", e);
      message(exchange, 500, "Internal Server Error");
    }
  }

  private static void send(HttpExchange exchange, ResponsePayload answer) throws IOException {
    for (var header : answer.headers()) {
      exchange.getResponseHeaders().add(header.getKey(), header.getValue());
    }
    send(exchange, answer.status(), answer.body());
  }

  private static void send(HttpExchange exchange, LocalPages.Page page, String connectSource)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("content-type", page.contentType());
    headers.set("cache-control", "no-store");
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "no-referrer");
    headers.set(
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
            + " 'self' "
            + connectSource
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    send(exchange, page.status(), page.body());
  }

  private static void message(HttpExchange exchange, int status, String message)
      throws IOException {
    exchange.getResponseHeaders().set("content-type", "application/json");
    send(
        exchange,
        status,
        JSON.writeValueAsString(Map.of("message", message)).getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }
}
