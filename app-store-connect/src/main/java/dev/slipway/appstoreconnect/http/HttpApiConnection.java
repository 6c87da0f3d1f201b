package dev.slipway.appstoreconnect.http;

import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.FailedCall;
import dev.slipway.appstoreconnect.resource.Document;
import dev.slipway.appstoreconnect.resource.PageCursor;
import dev.slipway.json.Json;
import dev.slipway.json.JsonShapeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Sends requests to one address with the tokens of one key. Keeps the deadline, limits the
/// requests in flight, retries reads, and retries once with a new token after a 401. Thread-safe.
public final class HttpApiConnection implements ApiConnection {
  private final HttpExchange exchange;
  private final TokenSource tokens;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final ClientOptions options;
  private final Retry retry;
  private final Semaphore inFlight;

  /// @param baseUri https, or http on this machine; without path, query and user
  public HttpApiConnection(
      HttpClient http,
      URI baseUri,
      TokenSource tokens,
      InstantSource clock,
      Sleeper sleeper,
      ClientOptions options) {
    this.exchange = new HttpExchange(http, ServerAddress.of(baseUri), clock, options.observer());
    this.tokens = tokens;
    this.clock = clock;
    this.sleeper = sleeper;
    this.options = options;
    this.retry = new Retry(options.tries(), options.random());
    this.inFlight = new Semaphore(options.maxInFlight());
  }

  /// Returns a connection pool to share: no redirects, no cookies, 10 s to connect.
  public static HttpClient newHttpClient() {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  @Override
  public <T> T send(ApiRequest request, Function<Document, T> reader) {
    return send(request, request.target(), reader);
  }

  @Override
  public <T> T follow(PageCursor cursor, ApiRequest like, Function<Document, T> reader) {
    String target =
        exchange
            .base()
            .targetOf(cursor.link())
            .orElseThrow(
                () -> fault(like, 200, "its next page is on another host, which is not followed"));
    return send(like, target, reader);
  }

  private <T> T send(ApiRequest request, String target, Function<Document, T> reader) {
    Duration own = request.deadline();
    Instant deadline = clock.instant().plus(own == null ? options.callDeadline() : own);
    for (int attempt = 1; ; attempt++) {
      try {
        return read(request, authorized(request, target, deadline), reader);
      } catch (AppStoreConnectException failure) {
        Optional<Duration> pause =
            request.allowsMoreAttempts(attempt)
                ? retry.pauseAfter(failure, attempt)
                : Optional.empty();
        if (pause.isEmpty() || clock.instant().plus(pause.get()).isAfter(deadline)) {
          throw failure;
        }
        pause(pause.get(), failure);
      }
    }
  }

  private <T> T read(ApiRequest request, Answer answer, Function<Document, T> reader) {
    try {
      return reader.apply(
          answer.body().isEmpty() ? Document.empty() : new Document(Json.parse(answer.body())));
    } catch (JsonShapeException | IllegalArgumentException e) {
      String what = answer.body().isEmpty() ? "an empty answer" : "an answer of another shape";
      throw fault(request, answer.status(), what + ": " + e.getMessage());
    }
  }

  /// Tries once, and again with a new token if Apple refused the first: long waits outlive a token,
  /// and Apple's clock may differ. A refused write had no effect, so it may be sent again.
  private Answer authorized(ApiRequest request, String target, Instant deadline) {
    String token = tokens.token();
    Answer answer = bounded(request, target, token, deadline);
    if (answer.status() == 401) {
      Duration before = tokens.clockCorrection();
      tokens.invalidate(token, answer.clockSkew());
      token = tokens.token();
      answer = bounded(request, target, token, deadline);
      if (answer.status() == 401) {
        // The clock was not the cause, and one wrong Date header must not spoil later tokens.
        tokens.invalidate(token, before);
      }
    }
    if (answer.isSuccess()) {
      return answer;
    }
    throw ErrorAnswers.toException(request, answer, clock.instant());
  }

  private Answer bounded(ApiRequest request, String target, String token, Instant deadline) {
    try {
      if (!inFlight.tryAcquire(left(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
        throw notSent(request, "too many requests in flight until the deadline");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notSent(request, "interrupted before it was sent");
    }
    try {
      Duration left = left(deadline);
      if (!left.isPositive()) {
        throw notSent(request, "deadline reached before it was sent");
      }
      boolean whole = request.deadline() != null || left.compareTo(options.requestTimeout()) < 0;
      return exchange.send(request, target, token, whole ? left : options.requestTimeout());
    } finally {
      inFlight.release();
    }
  }

  private Duration left(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }

  private void pause(Duration duration, AppStoreConnectException failure) {
    try {
      sleeper.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private static AppStoreConnectException notSent(ApiRequest request, String note) {
    return new AppStoreConnectException.Unreachable(
        new FailedCall(request.method(), request.template(), 0, List.of(), false, null, note),
        null);
  }

  private static AppStoreConnectException fault(ApiRequest request, int status, String note) {
    return new AppStoreConnectException.AppleFault(
        new FailedCall(
            request.method(),
            request.template(),
            status,
            List.of(),
            !request.isRead(),
            null,
            note));
  }
}
