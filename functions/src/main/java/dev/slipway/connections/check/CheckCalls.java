package dev.slipway.connections.check;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.appstoreconnect.http.CallObserver;
import dev.slipway.appstoreconnect.http.CallReport;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.probes.ProbeResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the calls of one check: counts them, measures Apple's clock, and repeats once each answer
/// that Apple is known to give without cause. Not thread-safe.
final class CheckCalls {
  private static final int MAX_CALLS = 6;

  // Short, because a user waits for the verdict. A spurious "agreement missing" is not repeated in
  // the next call (bitrise-io/go-xcode#267).
  private static final Duration AGREEMENT_PAUSE = Duration.ofSeconds(1);
  private static final Duration FAULT_PAUSE = Duration.ofMillis(500);

  // The checks of both keys of a connection end within the 30 seconds of the HTTP API.
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CALL_DEADLINE = Duration.ofSeconds(6);

  private final HttpClient http;
  private final URI apple;
  private final CallObserver observer;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private int calls;
  private int agreementRefusals;
  private boolean faultRepeated;
  private @Nullable Duration clockSkew;

  /// @param observer also gets every call
  CheckCalls(
      HttpClient http, URI apple, CallObserver observer, InstantSource clock, Sleeper sleeper) {
    this.http = http;
    this.apple = apple;
    this.observer = observer;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  AppStoreConnectClient client(TokenSource tokens) {
    var options =
        ClientOptions.defaults()
            .withRequestTimeout(REQUEST_TIMEOUT)
            .withCallDeadline(CALL_DEADLINE)
            .withTries(1)
            .withObserver(this::called);
    return new AppStoreConnectClient(http, apple, tokens, clock, sleeper, options);
  }

  private void called(CallReport report) {
    calls++;
    observer.called(report);
    if (clockSkew == null) {
      clockSkew = report.clockSkew().orElse(null);
    }
  }

  int count() {
    return calls;
  }

  /// Returns whether another call is allowed. A call may take two requests, because the client
  /// renews a rejected token.
  boolean mayAskMore() {
    return calls <= MAX_CALLS - 2;
  }

  /// Returns whether Apple answered "agreement missing" twice; a single answer may be spurious.
  boolean agreementSeenTwice() {
    return agreementRefusals >= 2;
  }

  /// Returns how far Apple's clock is ahead of Slipway's, from the first answer.
  Optional<Duration> clockSkew() {
    return Optional.ofNullable(clockSkew);
  }

  /// Makes a reading call, and repeats it where that helps.
  ///
  /// @throws AppStoreConnectException when Apple does not answer with the result
  <T> T read(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (AppStoreConnectException e) {
        if (!pauseBeforeRepeating(e)) {
          throw e;
        }
      }
    }
  }

  ProbeResult probe(Supplier<ProbeResult> call) {
    while (true) {
      var result = call.get();
      boolean again =
          switch (result) {
            case ProbeResult.Forbidden forbidden -> pauseBeforeRepeating(forbidden.refusal());
            case ProbeResult.Unknown unknown -> pauseBeforeRepeating(unknown.failure());
            case ProbeResult.Allowed _, ProbeResult.Absent _, ProbeResult.KeyRefused _ -> false;
          };
      if (!again) {
        return result;
      }
    }
  }

  private boolean pauseBeforeRepeating(AppStoreConnectException failure) {
    var pause = pauseOf(failure);
    if (pause.isEmpty() || !mayAskMore()) {
      return false;
    }
    try {
      sleeper.sleep(pause.get());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<Duration> pauseOf(AppStoreConnectException failure) {
    return switch (failure) {
      case AppStoreConnectException.Forbidden forbidden
          when forbidden.reason() == ForbiddenReason.AGREEMENT -> {
        agreementRefusals++;
        yield agreementRefusals == 1 ? Optional.of(AGREEMENT_PAUSE) : Optional.empty();
      }
      case AppStoreConnectException.AppleFault _, AppStoreConnectException.Unreachable _
          when !faultRepeated -> {
        faultRepeated = true;
        yield Optional.of(FAULT_PAUSE);
      }
      case AppStoreConnectException.Forbidden _,
          AppStoreConnectException.Unauthorized _,
          AppStoreConnectException.NotFound _,
          AppStoreConnectException.Conflict _,
          AppStoreConnectException.Invalid _,
          AppStoreConnectException.RateLimited _,
          AppStoreConnectException.AppleFault _,
          AppStoreConnectException.Unreachable _ ->
          Optional.empty();
    };
  }
}
