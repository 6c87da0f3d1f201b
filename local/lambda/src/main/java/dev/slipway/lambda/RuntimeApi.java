package dev.slipway.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// Lambda's Runtime API for one process, on 127.0.0.1: it passes events to the process and receives
/// their results (AWS Lambda Developer Guide: Using the Lambda runtime API). Safe for use by many
/// threads.
///
/// Each process needs its own: the pending request of a dead process would take the next event.
final class RuntimeApi implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<byte[]>> answers = new ConcurrentHashMap<>();
  private final CompletableFuture<byte[]> initFailure = new CompletableFuture<>();
  private final CompletableFuture<byte[]> initialized = new CompletableFuture<>();
  private final CountDownLatch restored = new CountDownLatch(1);
  private final String functionName;
  private final Duration timeout;

  private record Invocation(String requestId, String event) {}

  private RuntimeApi(HttpServer server, String functionName, Duration timeout) {
    this.server = server;
    this.functionName = functionName;
    this.timeout = timeout;
  }

  /// Starts on a free port.
  ///
  /// @param timeout timeout of an invocation, from which its deadline follows
  static RuntimeApi start(String functionName, Duration timeout) throws IOException {
    // Without this, Nagle's algorithm and delayed acknowledgements cost 40 ms and more per
    // invocation.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    var api =
        new RuntimeApi(
            HttpServer.create(new InetSocketAddress(loopback, 0), 16), functionName, timeout);
    api.server.setExecutor(api.threads);
    api.server.createContext("/", api::serve);
    api.server.start();
    return api;
  }

  /// Returns the value of `AWS_LAMBDA_RUNTIME_API`.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Passes an event to the process. Completes with its answer or with [FunctionFailedException].
  CompletableFuture<byte[]> invoke(byte[] event) {
    String id = UUID.randomUUID().toString();
    var answer = new CompletableFuture<byte[]>();
    answers.put(id, answer);
    waiting.add(new Invocation(id, new String(event, StandardCharsets.UTF_8)));
    return answer.applyToEither(initFailure, bytes -> bytes);
  }

  /// Returns what completes when the process is ready for a snapshot; with
  /// [FunctionFailedException] if the handler could not be created.
  CompletableFuture<byte[]> initialized() {
    return initialized.applyToEither(initFailure, bytes -> bytes);
  }

  /// Lets the process continue as if it had been restored from its snapshot.
  void restore() {
    restored.countDown();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.equals(BASE + "invocation/next")) {
        next(exchange);
      } else if (path.equals(BASE + "restore/next")) {
        initialized.complete(body);
        awaitRestore(exchange);
      } else if (path.equals(BASE + "init/error") || path.equals(BASE + "restore/error")) {
        initFailure.completeExceptionally(failure(body));
        exchange.sendResponseHeaders(202, -1);
      } else {
        end(path.substring((BASE + "invocation/").length()), body);
        exchange.sendResponseHeaders(202, -1);
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    Invocation invocation;
    try {
      invocation = waiting.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    var headers = exchange.getResponseHeaders();
    headers.add("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.add(
        "Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(timeout).toEpochMilli()));
    headers.add(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:" + functionName);
    headers.add("Content-Type", "application/json");
    byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private void awaitRestore(HttpExchange exchange) throws IOException {
    try {
      restored.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    exchange.sendResponseHeaders(200, -1);
  }

  /// @param place `<request id>/response` or `<request id>/error`
  private void end(String place, byte[] body) {
    String id = place.substring(0, place.indexOf('/'));
    var answer = answers.remove(id);
    if (answer == null) {
      throw new IllegalStateException("an answer without an invocation: " + place);
    }
    if (place.endsWith("/response")) {
      answer.complete(body);
    } else {
      answer.completeExceptionally(failure(body));
    }
  }

  private static FunctionFailedException failure(byte[] body) {
    return new FunctionFailedException(new String(body, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
