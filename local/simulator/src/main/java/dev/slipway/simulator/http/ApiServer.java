package dev.slipway.simulator.http;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.slipway.simulator.catalogue.AppleOperations;
import dev.slipway.simulator.catalogue.AppleOperations.AppleOperation;
import dev.slipway.simulator.catalogue.Catalogue;
import dev.slipway.simulator.catalogue.Operation;
import dev.slipway.simulator.contract.ContractCheck;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Exchange;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Faults;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.RateUse;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.SimulatorKey;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import dev.slipway.wire.HttpDate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Answers API calls. Checks faults, token, limit, route, role, query and body in this order, then
/// passes the call to its family. Safe for use by many threads.
public final class ApiServer {
  private static final int NO_CONTENT = 204;
  private static final int LARGEST_BODY = 4 * 1024 * 1024;

  private final World world;
  private final Writes writes;
  private final SimulatorOptions options;
  private final Faults faults;
  private final Recorder recorder;
  private final ContractCheck contract;
  private final RateLimits limits;
  private final String baseUri;

  /// Serves this world at this address.
  public ApiServer(
      World world,
      Writes writes,
      SimulatorOptions options,
      Faults faults,
      Recorder recorder,
      ContractCheck contract,
      String baseUri) {
    this.world = world;
    this.writes = writes;
    this.options = options;
    this.faults = faults;
    this.recorder = recorder;
    this.contract = contract;
    this.limits = new RateLimits(options.limits().perHour(), options.limits().perMinute());
    this.baseUri = baseUri;
  }

  private record Request(
      String method,
      String path,
      String query,
      String body,
      @Nullable String authorization,
      Map<String, List<String>> otherHeaders) {}

  private record Outcome(ApiAnswer answer, String limitHeader) {}

  /// Handles one exchange completely.
  public void handle(HttpExchange exchange) throws IOException {
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestURI().getRawQuery() == null
                ? ""
                : exchange.getRequestURI().getRawQuery(),
            new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8),
            exchange.getRequestHeaders().getFirst("Authorization"),
            withoutAuthorization(exchange.getRequestHeaders()));
    // A script may hold the request for hours, so its token is judged by the time of its arrival.
    Instant arrived = appleNow();
    Fault fault = faults.hit(request.method(), request.path());
    Outcome outcome;
    if (fault == null || fault.isAfterEffect()) {
      outcome = answer(request, arrived, fault);
    } else {
      outcome = new Outcome(ApiAnswer.empty(500), limits.header());
    }
    send(exchange, request, outcome, fault);
  }

  private static Map<String, List<String>> withoutAuthorization(Headers headers) {
    Map<String, List<String>> others = new TreeMap<>(headers);
    others.remove("Authorization");
    return others;
  }

  private void send(HttpExchange exchange, Request request, Outcome outcome, @Nullable Fault fault)
      throws IOException {
    ApiAnswer answer = outcome.answer();
    boolean cut = false;
    boolean truncate = false;
    if (fault != null) {
      switch (fault.kind()) {
        case Fault.Kind.Status status ->
            answer =
                ApiAnswer.errors(
                    List.of(
                        new ApiError(
                            status.status(),
                            status.code(),
                            status.title(),
                            status.detail(),
                            null,
                            null,
                            null,
                            status.seeLink())),
                    status.retryAfter());
        case Fault.Kind.Cut ignored -> cut = true;
        case Fault.Kind.HtmlPage page -> answer = ApiAnswer.html(page.status());
        case Fault.Kind.Truncated ignored -> truncate = true;
        case Fault.Kind.Delay delay -> Sleep.of(delay.duration());
        case Fault.Kind.PartUrlExpired ignored -> answer = ApiAnswer.html(403);
        case Fault.Kind.IgnoredChange ignored -> {
          // The call was answered without it.
        }
        case Fault.Kind.SlowConsistency ignored -> {
          // It took effect when the resource was created.
        }
        case Fault.Kind.UploadFault ignored ->
            throw new IllegalStateException("An upload fault cannot hit an API call");
        case Fault.Kind.WebhookFault ignored ->
            throw new IllegalStateException("A webhook fault cannot hit an API call");
        case Fault.Kind.AssetFault ignored ->
            throw new IllegalStateException("A media fault cannot hit an API call");
      }
    }
    record(request, answer, cut, truncate);
    if (cut) {
      exchange.close();
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-Rate-Limit", outcome.limitHeader());
    headers.set("Date", HttpDate.format(appleNow()));
    byte[] bytes = answer.bytes();
    // A 204 has none (Ponytech/appstoreconnectapi#50): some clients parse what has one.
    if (bytes.length > 0) {
      headers.set("Content-Type", answer.contentType());
    }
    if (answer.retryAfter() != null) {
      headers.set("Retry-After", Long.toString(answer.retryAfter().toSeconds()));
    }
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (truncate) {
      OutputStream out = exchange.getResponseBody();
      out.write(bytes, 0, bytes.length / 2);
      out.flush();
    } else if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private void record(Request request, ApiAnswer answer, boolean cut, boolean truncated) {
    AppleOperation operation = AppleOperations.instance().find(request.method(), request.path());
    List<Operation> same = Catalogue.instance().matching(request.path());
    String template =
        operation != null
            ? operation.template()
            : same.isEmpty() ? request.path() : same.getFirst().template();
    recorder.exchange(
        template,
        new Exchange(
            request.method(),
            request.path(),
            request.query(),
            request.body(),
            cut ? 0 : answer.status(),
            cut ? "" : answer.body(),
            request.otherHeaders()));
    if (answer.shown() && !truncated && !cut) {
      contract.check(
          request.method(),
          request.path(),
          request.query(),
          request.body(),
          answer.status(),
          answer.body());
    }
  }

  private Instant appleNow() {
    InstantSource judge = options.tokensByRealTime() ? InstantSource.system() : options.clock();
    return judge.instant().plus(options.dateSkew());
  }

  /// Returns how much of their hourly limits the keys have used.
  public RateUse rateUse() {
    return limits.use();
  }

  private Outcome answer(Request request, Instant arrived, @Nullable Fault fault) {
    world.lock().lock();
    try {
      world.settle(options.clock().instant());
      SimulatorKey key =
          Tokens.verify(
              request.authorization(),
              request.method(),
              request.path(),
              request.query(),
              arrived,
              keyId -> world.keys().get(keyId));
      if (key == null) {
        return new Outcome(
            ApiAnswer.errors(
                List.of(ApiError.unauthorized(!world.guesses().turned(Guess.UNAUTHORIZED_SHORT))),
                null),
            limits.header());
      }
      RateLimits.Answer limit = limits.take(key.keyId(), options.clock().instant());
      if (!limit.allowed()) {
        return new Outcome(
            ApiAnswer.errors(
                List.of(
                    new ApiError(
                        429,
                        "RATE_LIMIT_EXCEEDED",
                        "The request rate limit has been reached.",
                        "We've received too many requests for this API. Please wait and try again"
                            + " or slow down your request rate.",
                        null,
                        null,
                        null,
                        null)),
                null),
            limit.header());
      }
      ApiAnswer answer;
      try {
        answer = dispatch(request, key, fault);
      } catch (ApiException e) {
        answer = ApiAnswer.errors(e.errors(), null);
      }
      return new Outcome(answer, limit.header());
    } finally {
      world.lock().unlock();
    }
  }

  private ApiAnswer dispatch(Request request, SimulatorKey key, @Nullable Fault fault) {
    Operation operation = Catalogue.instance().find(request.method(), request.path());
    if (operation == null) {
      throw new ApiException(
          UnknownOperation.error(
              request.method(),
              request.path(),
              world.guesses().turned(Guess.ALLOWED_OPERATIONS_READS_FIRST)));
    }
    if (!RolePermissions.allows(key, operation, world.guesses())) {
      String[] named = request.path().split("/", -1);
      if (named.length > 3 && world.guesses().turned(Guess.RESOURCE_BEFORE_ROLE)) {
        new Reader(world, baseUri, key.issuerId(), operation, QueryString.parse("", operation))
            .visible(operation.root(), named[3]);
      }
      throw new ApiException(ApiError.forbidden("The API key in use does not allow this request"));
    }
    QueryString query = QueryString.parse(request.query(), operation);
    Reader reader = new Reader(world, baseUri, key.issuerId(), operation, query);
    if (operation.method().equals("GET")) {
      return ApiAnswer.json(200, reader.read(request.path()));
    }
    Writes.Write write = writes.find(operation.key());
    if (write == null) {
      throw new ApiException(ApiError.notBuilt(operation.key()));
    }
    String[] segments = request.path().split("/", -1);
    Resource subject = segments.length > 3 ? reader.visible(operation.root(), segments[3]) : null;
    RequestBody.Content content =
        operation.body() == null
            ? new RequestBody.Content(MissingNode.getInstance(), MissingNode.getInstance())
            : RequestBody.read(
                request.body(),
                operation.body(),
                subject == null ? null : subject.id(),
                Catalogue.instance().type(operation.body().type()));
    boolean ignored =
        fault != null && fault.kind() instanceof Fault.Kind.IgnoredChange && subject != null;
    Resource result =
        ignored
            ? (operation.status() == NO_CONTENT ? null : subject)
            : write.apply(new WriteCall(world, key, subject, content.data(), content.included()));
    world.changed();
    if (result == null) {
      return ApiAnswer.empty(operation.status());
    }
    String self = AppleOperations.instance().resourcePath(result.type(), result.id());
    ApiAnswer answer = ApiAnswer.json(operation.status(), reader.single(self, result));
    if (fault != null && fault.kind() instanceof Fault.Kind.SlowConsistency slow) {
      result.hideUntil(world.now().plus(slow.duration()));
    }
    return answer;
  }
}
