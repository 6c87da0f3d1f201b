package dev.slipway.appstoreconnect.http;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.FailedCall;
import dev.slipway.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends one request and receives its answer, complete or not at all; reports each to the observer.
/// Thread-safe.
///
/// The JDK sends a GET again if the kept-alive connection that it chose turns out to be closed;
/// that GET is reported once. It does not do so with writes.
final class HttpExchange {
  private static final long MAX_ANSWER_BYTES = 16L << 20;

  private final HttpClient http;
  private final ServerAddress base;
  private final InstantSource clock;
  private final CallObserver observer;

  HttpExchange(HttpClient http, ServerAddress base, InstantSource clock, CallObserver observer) {
    this.http = http;
    this.base = base;
    this.clock = clock;
    this.observer = observer;
  }

  ServerAddress base() {
    return base;
  }

  /// @param timeout for the whole exchange: a request's own timeout would end with the answer's
  ///   header
  Answer send(ApiRequest request, String target, String token, Duration timeout) {
    long begin = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> pending =
        http.sendAsync(
            build(request, target, token),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response = pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return answer(request, response, begin);
    } catch (TimeoutException e) {
      throw noAnswer(request, begin, "no answer within " + timeout.toMillis() + " ms", true, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer(request, begin, "interrupted while waiting for the answer", true, null);
    } catch (ExecutionException e) {
      throw failed(request, begin, e);
    } finally {
      if (!pending.isDone()) {
        pending.cancel(true);
      }
    }
  }

  private HttpRequest build(ApiRequest request, String target, String token) {
    var builder =
        HttpRequest.newBuilder(base.resolve(target))
            // Offering an upgrade in clear text only confuses simple servers.
            .version(base.isSecure() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json");
    var body = request.body();
    if (body != null) {
      builder
          .header("Content-Type", "application/json")
          .method(request.method(), BodyPublishers.ofByteArray(Json.write(body)));
    } else {
      builder.method(request.method(), BodyPublishers.noBody());
    }
    return builder.build();
  }

  private Answer answer(ApiRequest request, HttpResponse<byte[]> response, long begin) {
    Instant now = clock.instant();
    @Nullable Instant appleTime =
        response.headers().firstValue("Date").flatMap(HttpExchange::date).orElse(null);
    var report =
        new CallReport(
            request.method(),
            request.template(),
            response.statusCode(),
            Duration.ofNanos(System.nanoTime() - begin),
            response
                .headers()
                .firstValue("X-Rate-Limit")
                .map(RateLimit::parse)
                .orElse(RateLimit.NONE),
            appleTime,
            now);
    observer.called(report);
    return new Answer(
        response.statusCode(),
        new String(response.body(), StandardCharsets.UTF_8),
        response.headers().firstValue("Retry-After").orElse(null),
        report.clockSkew().orElse(null));
  }

  private AppStoreConnectException failed(ApiRequest request, long begin, ExecutionException e) {
    @Nullable Throwable cause = e.getCause();
    if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
      return noAnswer(request, begin, "no connection", false, cause);
    }
    if (cause instanceof IOException) {
      return noAnswer(request, begin, "the connection failed before the end", true, cause);
    }
    throw new IllegalStateException("the HTTP client failed", cause);
  }

  private AppStoreConnectException noAnswer(
      ApiRequest request, long begin, String note, boolean sent, @Nullable Throwable cause) {
    observer.called(
        new CallReport(
            request.method(),
            request.template(),
            0,
            Duration.ofNanos(System.nanoTime() - begin),
            RateLimit.NONE,
            null,
            clock.instant()));
    return new AppStoreConnectException.Unreachable(
        new FailedCall(
            request.method(),
            request.template(),
            0,
            List.of(),
            sent && !request.isRead(),
            null,
            note),
        cause);
  }

  static Optional<Instant> date(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
