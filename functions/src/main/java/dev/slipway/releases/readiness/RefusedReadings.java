package dev.slipway.releases.readiness;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Invalid;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.RateLimited;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unauthorized;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unreachable;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Says why a reading got no answer, and what to do.
final class RefusedReadings {
  private RefusedReadings() {}

  /// Returns the problem of a call that failed after its repetitions.
  static Problem of(AppStoreConnectException e) {
    return switch (e) {
      case Unauthorized u ->
          problem(
              ProblemType.CREDENTIALS_REJECTED,
              "Apple rejected the key of this connection. Check the connection, then ask again.",
              u);
      case Forbidden f ->
          problem(
              ProblemType.APPLE_REFUSED,
              "Apple did not let the key of this connection read the app. Check the connection,"
                  + " whose verdict says what is missing, then ask again.",
              f);
      case RateLimited r ->
          problem(
              ProblemType.RATE_LIMITED,
              "Apple's rate limit for this key is reached. Ask again in a few minutes.",
              r);
      case AppleFault a -> unavailable(a);
      case Unreachable u -> unavailable(u);
      case NotFound n -> refused(n);
      case Conflict c -> refused(c);
      case Invalid i -> refused(i);
    };
  }

  /// Returns the problem of a key whose remaining calls are reserved for other work.
  static Problem exhausted(Instant until) {
    return Problem.of(
        ProblemType.RATE_LIMITED,
        "Apple's rate limit for this key is nearly reached, and the remaining requests of this hour"
            + " are reserved for releases. Ask again after "
            + until.truncatedTo(ChronoUnit.SECONDS)
            + ".");
  }

  private static Problem unavailable(AppStoreConnectException e) {
    return problem(
        ProblemType.APPLE_UNAVAILABLE,
        "App Store Connect did not answer. Ask again in a few minutes.",
        e);
  }

  private static Problem refused(AppStoreConnectException e) {
    return problem(
        ProblemType.APPLE_REFUSED,
        "App Store Connect changed while Slipway read the app (see below). Ask again.",
        e);
  }

  private static Problem problem(ProblemType type, String detail, AppStoreConnectException e) {
    return Problem.of(type, detail)
        .withAppleErrors(
            e.errors().stream().map(error -> error.code() + ": " + error.detail()).toList());
  }
}
