package dev.slipway.localaws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.slipway.localaws.eventbridge.EventBridgeService;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.Faults;
import dev.slipway.localaws.http.LocalCallersOnly;
import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.http.RequestLog;
import dev.slipway.localaws.http.Service;
import dev.slipway.wire.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Serves the one port: selects the service, applies faults, writes the answer.
final class Gateway implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
  private static final long DRAINED_SIZE_BYTES = 64L * 1024 * 1024;

  private final LocalAwsOptions options;
  private final LocalCallersOnly localCallersOnly;
  private final Service s3;
  private final Service secrets;
  private final Service events;
  private final Faults faults;
  private final RequestLog requests;

  Gateway(
      LocalAwsOptions options,
      Service s3,
      Service secrets,
      Service events,
      Faults faults,
      RequestLog requests) {
    this.options = options;
    this.localCallersOnly = new LocalCallersOnly(options.allowedOrigins());
    this.s3 = s3;
    this.secrets = secrets;
    this.events = events;
    this.faults = faults;
    this.requests = requests;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request;
      try {
        request = new Request(exchange);
      } catch (IllegalArgumentException e) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      try {
        serve(exchange, request);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        request.answered().complete(null);
      }
    }
  }

  private void serve(HttpExchange exchange, Request request)
      throws IOException, InterruptedException {
    Service service = service(request);
    Optional<String> refusal = localCallersOnly.refusal(request);
    if (refusal.isPresent()) {
      drain(request);
      send(exchange, request, service.failure(request, 403, "AccessDenied", refusal.get()));
      return;
    }
    if (localCallersOnly.isPreflight(request)) {
      send(exchange, request, localCallersOnly.preflight(request));
      return;
    }
    Service.Call call = service.call(request);
    @Nullable String sessionToken =
        request
            .header("X-Amz-Security-Token")
            .or(() -> request.query("X-Amz-Security-Token"))
            .orElse(null);
    Optional<Fault> fault =
        faults.take(
            service.name(),
            call.operation(),
            call.bucket(),
            call.key(),
            sessionToken == null ? "" : sessionToken);
    Optional<Answer> answer =
        fault.isPresent()
            ? faulted(service, request, call, fault.get())
            : Optional.of(run(service, request, call));
    requests.add(
        new RecordedRequest(
            options.clock().instant(),
            service.name(),
            call.operation(),
            call.bucket(),
            call.key(),
            request.query(),
            sessionToken,
            request.header("Range").orElse(null),
            answer.map(Answer::status).orElse(0)));
    if (answer.isPresent()) {
      send(exchange, request, answer.get().with(localCallersOnly.corsHeaders(request)));
    }
  }

  /// Returns the answer; empty if the connection is to be cut without one.
  private Optional<Answer> faulted(Service service, Request request, Service.Call call, Fault fault)
      throws IOException, InterruptedException {
    return switch (fault) {
      case Fault.Refused(int status, String code, String message) -> {
        drain(request);
        yield Optional.of(service.failure(request, status, code, message));
      }
      case Fault.RefusedAfterEffect(int status, String code, String message) -> {
        run(service, request, call).body().open().close();
        yield Optional.of(service.failure(request, status, code, message));
      }
      case Fault.Delayed(var delay) -> {
        options.sleeper().sleep(delay);
        yield Optional.of(run(service, request, call));
      }
      case Fault.CutBeforeEffect() -> {
        drain(request);
        yield Optional.empty();
      }
      case Fault.AnswerLost() -> {
        run(service, request, call).body().open().close();
        yield Optional.empty();
      }
      case Fault.CutAfterBytes(long sizeBytes) -> {
        Answer whole = run(service, request, call);
        yield Optional.of(whole.withBody(() -> new CutInputStream(whole.body().open(), sizeBytes)));
      }
    };
  }

  private static Answer run(Service service, Request request, Service.Call call)
      throws IOException, InterruptedException {
    try {
      Answer answer = call.run();
      // A client that waits for "100 Continue" is not asked for a body that nobody may send.
      if (answer.status() != 403 || request.header("Expect").isEmpty()) {
        drain(request);
      }
      return answer;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "failed: " + call.operation(), e);
      return service.failure(request, 500, "InternalError", "The stand-in failed; see its log");
    }
  }

  private static void send(HttpExchange exchange, Request request, Answer answer)
      throws IOException {
    answer.with("Server", "LocalAws").with("x-amz-request-id", request.id()).send(exchange);
  }

  /// Reads the rest of the body. If the answer came earlier, many clients would see a broken pipe.
  private static void drain(Request request) {
    byte[] buffer = new byte[16 * 1024];
    long drainedSizeBytes = 0;
    try {
      for (int count = request.body().read(buffer);
          count >= 0 && drainedSizeBytes < DRAINED_SIZE_BYTES;
          count = request.body().read(buffer)) {
        drainedSizeBytes += count;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the client disconnected", e);
    }
  }

  private Service service(Request request) {
    String target = request.header("X-Amz-Target").orElse("");
    if (target.startsWith("secretsmanager.")) {
      return secrets;
    }
    return target.startsWith(EventBridgeService.TARGET_PREFIX) ? events : s3;
  }

  @SuppressWarnings("serial") // never serialized
  private static final class ScriptedCut extends IOException {
    private ScriptedCut() {
      super("cut by a scripted fault");
    }
  }

  /// Ends with an error, which makes the server cut the connection.
  private static final class CutInputStream extends InputStream {
    private final InputStream body;
    private long leftBytes;

    private CutInputStream(InputStream body, long leftBytes) {
      this.body = body;
      this.leftBytes = leftBytes;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read in blocks only");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (leftBytes <= 0) {
        throw new ScriptedCut();
      }
      int count = body.read(buffer, offset, (int) Math.min(length, leftBytes));
      leftBytes -= Math.max(count, 0);
      return count;
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
