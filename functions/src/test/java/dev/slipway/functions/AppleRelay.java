package dev.slipway.functions;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.wire.WireServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// Stands between the functions and the simulator and tells of every call before it gets there, so
/// that a test can let something happen while a worker waits for Apple.
final class AppleRelay implements AutoCloseable {
  private static final List<String> FORWARDED = List.of("Authorization", "Content-Type", "Accept");
  private static final List<String> RETURNED =
      List.of("Content-Type", "Date", "Retry-After", "X-Rate-Limit");

  private final URI apple;
  private final Runnable beforeCall;
  private final WireServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  AppleRelay(URI apple, Runnable beforeCall) throws IOException {
    this.apple = apple;
    this.beforeCall = beforeCall;
    this.server = new WireServer("apple-relay", 0);
    server.start(this::relay);
  }

  String uri() {
    return "http://127.0.0.1:" + server.port();
  }

  private void relay(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    beforeCall.run();
    var request =
        HttpRequest.newBuilder(apple.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (String name : FORWARDED) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    var answer = answer(request.build());
    for (String name : RETURNED) {
      answer
          .headers()
          .firstValue(name)
          .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
    }
    byte[] bytes = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted on the way to the simulator", e);
    }
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
