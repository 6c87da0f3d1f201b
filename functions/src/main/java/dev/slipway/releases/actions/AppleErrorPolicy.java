package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.errors.ApiError;
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
import java.time.Duration;
import java.util.List;

/// What a refused call means for a release, where the step has no answer of its own.
public final class AppleErrorPolicy {
  private static final Duration ACCOUNT_PAUSE = Duration.ofMinutes(15);
  private static final Duration RATE_PAUSE = Duration.ofMinutes(5);

  /// Comes up for a while, too, after what is referred to was made (a build is not yet valid
  /// everywhere) or before what stands in the way is gone (a version is still being put out).
  private static final String RELATIONSHIP_INVALID = "ENTITY_ERROR.RELATIONSHIP.INVALID";

  private AppleErrorPolicy() {}

  /// What the call was for is told by `attempt`, for example "creating the version".
  public static Outcome of(AppStoreConnectException e, String attempt) {
    return switch (e) {
      case Unauthorized u ->
          new Outcome.Failed(
              problem(
                  ProblemType.CREDENTIALS_REJECTED,
                  "Apple rejected the key while "
                      + attempt
                      + ". Check the connection: the key may have been revoked.",
                  u),
              ACCOUNT_PAUSE);
      case Forbidden f -> forbidden(f, attempt);
      case RateLimited r ->
          new Outcome.Failed(
              problem(
                  ProblemType.RATE_LIMITED,
                  "Apple takes no more calls with this key for the moment. It goes on by itself.",
                  r),
              r.retryAfter().orElse(RATE_PAUSE));
      case AppleFault a -> unavailable(a, attempt);
      case Unreachable u -> unavailable(u, attempt);
      case NotFound n ->
          new Outcome.Failed(
              problem(
                  ProblemType.APPLE_REFUSED,
                  "Apple does not find something it knew before, while "
                      + attempt
                      + ". If it was removed at App Store Connect, drop the build again.",
                  n),
              null);
      case Conflict c when c.hasCode(RELATIONSHIP_INVALID) ->
          new Outcome.Failed(
              problem(
                  ProblemType.APPLE_REFUSED,
                  "Apple does not take what belongs to it (yet) while "
                      + attempt
                      + ". It is tried again by itself; if it lasts, see Apple's words below, mend"
                      + " it at App Store Connect and drop again.",
                  c),
              null);
      case Conflict c -> new Outcome.NeedsAttention(refused(c, attempt));
      case Invalid i -> new Outcome.NeedsAttention(refused(i, attempt));
    };
  }

  /// Apple's refusal with Apple's own words.
  static Problem refused(AppStoreConnectException e, String attempt) {
    return problem(
        ProblemType.APPLE_REFUSED,
        "Apple refused a step while "
            + attempt
            + ". See Apple's words below, mend it at App Store Connect or in the drop, and drop"
            + " again.",
        e);
  }

  static Problem problem(ProblemType type, String detail, AppStoreConnectException e) {
    return Problem.of(type, detail).withAppleErrors(words(e));
  }

  /// One line per error object: its code and what Apple says.
  static List<String> words(AppStoreConnectException e) {
    return e.allErrors().map(AppleErrorPolicy::words).distinct().toList();
  }

  private static String words(ApiError error) {
    String said = error.detail().isBlank() ? error.title() : error.detail();
    String pointer = error.sourcePointer();
    return error.code() + ": " + said + (pointer == null ? "" : " (" + pointer + ")");
  }

  private static Outcome forbidden(Forbidden e, String attempt) {
    return switch (e.reason()) {
      case ROLE ->
          new Outcome.NeedsAttention(
              problem(
                  ProblemType.ROLE_TOO_LOW,
                  "The key's role does not allow "
                      + attempt
                      + ". Make a key with the role App Manager or Admin, connect it, and drop"
                      + " again.",
                  e));
      case AGREEMENT ->
          new Outcome.Failed(
              problem(
                  ProblemType.AGREEMENT_MISSING,
                  "An agreement with Apple is missing or has expired: the Account Holder accepts it"
                      + " under Business at App Store Connect. The release then goes on by itself.",
                  e),
              ACCOUNT_PAUSE);
      case MEMBERSHIP ->
          new Outcome.Failed(
              problem(
                  ProblemType.MEMBERSHIP_LAPSED,
                  "The team's membership of the Apple Developer Program has lapsed: the Account"
                      + " Holder renews it. The release then goes on by itself.",
                  e),
              ACCOUNT_PAUSE);
      case OPERATION_NOT_ALLOWED -> new Outcome.NeedsAttention(refused(e, attempt));
      case OTHER ->
          new Outcome.Failed(
              problem(
                  ProblemType.APPLE_REFUSED, "Apple forbade " + attempt + " without a reason.", e),
              null);
    };
  }

  private static Outcome unavailable(AppStoreConnectException e, String attempt) {
    return new Outcome.Failed(
        problem(
            ProblemType.APPLE_UNAVAILABLE,
            "App Store Connect did not answer properly while "
                + attempt
                + ". It is tried again by itself.",
            e),
        e.retryAfter().orElse(null));
  }
}
