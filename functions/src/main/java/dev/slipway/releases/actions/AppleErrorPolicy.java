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

/// Decides what a refused call means for a release, where the step does not decide it.
public final class AppleErrorPolicy {
  private static final Duration ACCOUNT_PAUSE = Duration.ofMinutes(15);

  /// Apple also answers this for a short time after it created the resource that is referred to (a
  /// build is not yet valid everywhere), or before it removed the one that conflicts (a version is
  /// still being released).
  private static final String RELATIONSHIP_INVALID = "ENTITY_ERROR.RELATIONSHIP.INVALID";

  private AppleErrorPolicy() {}

  /// Returns the outcome of a refused call that carries nothing from the drop.
  ///
  /// @param attempt what the call was for, for example "creating the version"
  static Outcome of(AppStoreConnectException e, String attempt) {
    return of(e, Attempted.of(attempt));
  }

  /// Returns the outcome of a refused call.
  public static Outcome of(AppStoreConnectException e, Attempted attempt) {
    return switch (e) {
      case Unauthorized u ->
          new Outcome.Failed(
              problem(
                  ProblemType.CREDENTIALS_REJECTED,
                  "Apple rejected the key while "
                      + attempt.words()
                      + ". Probably Apple's sign-in has an outage"
                      + " (developer.apple.com/system-status), or the key was revoked. Slipway"
                      + " checks the key and retries automatically.",
                  u),
              null);
      case Forbidden f -> forbidden(f, attempt);
      case RateLimited r ->
          new Outcome.Failed(
              problem(
                  ProblemType.RATE_LIMITED,
                  "Apple's rate limit for this key is reached. The release resumes automatically.",
                  r),
              r.retryAfter().orElse(null),
              r.retryAfter().isPresent(),
              null);
      case AppleFault a -> unavailable(a, attempt.words());
      case Unreachable u -> unavailable(u, attempt.words());
      case NotFound n ->
          attempt.placed(
              KnownRefusal.of(n, attempt).orElseGet(() -> notFound(n, attempt.words())), n);
      case Conflict c ->
          attempt.placed(KnownRefusal.of(c, attempt).orElseGet(() -> conflict(c, attempt)), c);
      case Invalid i ->
          attempt.placed(
              KnownRefusal.of(i, attempt)
                  .orElseGet(() -> new Outcome.NeedsAttention(refused(i, attempt))),
              i);
    };
  }

  private static Outcome notFound(NotFound e, String attempt) {
    return new Outcome.Failed(
        problem(
            ProblemType.APPLE_REFUSED,
            "Apple did not find something that this release needs (see below) while "
                + attempt
                + ". Slipway retries automatically. If it was removed in App Store Connect, upload"
                + " the build again.",
            e),
        null);
  }

  private static Outcome conflict(Conflict e, Attempted attempt) {
    return e.hasCode(RELATIONSHIP_INVALID)
        ? new Outcome.Failed(
            problem(
                ProblemType.APPLE_REFUSED,
                "Apple refused something that "
                    + attempt.subject(e)
                    + " refers to (see below) while "
                    + attempt.words()
                    + ". Slipway retries automatically. If the error persists, fix it in App Store"
                    + " Connect and upload again.",
                e),
            null)
        : new Outcome.NeedsAttention(refused(e, attempt));
  }

  /// Returns the problem of a refusal, with Apple's error details.
  static Problem refused(AppStoreConnectException e, Attempted attempt) {
    return problem(
        ProblemType.APPLE_REFUSED,
        "Apple refused "
            + attempt.subject(e)
            + " while "
            + attempt.words()
            + ". Fix what Apple reports below, in App Store Connect or in the drop, and upload"
            + " again.",
        e);
  }

  /// Returns a problem with what Apple answered, word by word.
  public static Problem problem(ProblemType type, String detail, AppStoreConnectException e) {
    return Problem.of(type, detail).withAppleErrors(words(e));
  }

  /// Returns one line per error object: its code and Apple's text.
  public static List<String> words(AppStoreConnectException e) {
    return e.allErrors().map(AppleErrorPolicy::words).distinct().toList();
  }

  private static String words(ApiError error) {
    String said = error.detail().isBlank() ? error.title() : error.detail();
    String pointer = error.sourcePointer();
    return error.code() + ": " + said + (pointer == null ? "" : " (" + pointer + ")");
  }

  private static Outcome forbidden(Forbidden e, Attempted attempt) {
    return switch (e.reason()) {
      case ROLE ->
          new Outcome.NeedsAttention(
              attempt.placed(
                  attempt.roleFound() ? callForbidden(e, attempt) : roleTooLow(e, attempt), e));
      case AGREEMENT ->
          new Outcome.Failed(
              problem(
                  ProblemType.AGREEMENT_MISSING,
                  "An agreement with Apple is missing or has expired, or the team's membership has"
                      + " ended: Apple answers both with this error. The Account Holder must accept"
                      + " or renew it at developer.apple.com/account, or in App Store Connect under"
                      + " Business. Nothing to accept there? Apple sometimes answers so for a"
                      + " while. The release then resumes automatically.",
                  e),
              ACCOUNT_PAUSE);
      case MEMBERSHIP ->
          new Outcome.Failed(
              problem(
                  ProblemType.MEMBERSHIP_LAPSED,
                  "Apple refuses the team, not the key: the team's Apple Developer Program"
                      + " membership has expired. The Account Holder must renew it at"
                      + " developer.apple.com/account. The release then resumes automatically.",
                  e),
              ACCOUNT_PAUSE);
      case TEAM ->
          new Outcome.Failed(
              problem(
                  ProblemType.MEMBERSHIP_LAPSED,
                  "Apple refuses the team, not the key, while "
                      + attempt.words()
                      + " (see below for its words). The Account Holder must look at"
                      + " developer.apple.com/account for the membership and open agreements. The"
                      + " release then resumes automatically.",
                  e),
              ACCOUNT_PAUSE);
      case OPERATION_NOT_ALLOWED ->
          new Outcome.NeedsAttention(attempt.placed(refused(e, attempt), e));
      case OTHER ->
          new Outcome.Failed(
              attempt.placed(
                  problem(
                      ProblemType.APPLE_REFUSED,
                      "Apple forbade "
                          + attempt.subject(e)
                          + " while "
                          + attempt.words()
                          + " ("
                          + call(e)
                          + ") and gives no reason. Slipway retries automatically. If the error"
                          + " persists, check the connection.",
                      e),
                  e),
              null);
    };
  }

  private static Problem roleTooLow(Forbidden e, Attempted attempt) {
    return problem(
        ProblemType.ROLE_TOO_LOW,
        "The key's role does not allow "
            + attempt.words()
            + ". Create a key with the role App Manager or Admin, connect it, and upload again.",
        e);
  }

  /// Returns the problem of a call that Apple forbids to a key whose role is high enough: Apple was
  /// seen to do so for single attributes (fastlane#21544, contentRightsDeclaration).
  private static Problem callForbidden(Forbidden e, Attempted attempt) {
    var fields = attempt.carried().fields(e);
    return problem(
        ProblemType.APPLE_REFUSED,
        "Apple refuses the call "
            + call(e)
            + (fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")")
            + " to this key while "
            + attempt.words()
            + ", although the connection's check found the key's role high enough. "
            + (attempt.carried().canBeLeftOut(e)
                ? "Make the change in App Store Connect, remove "
                    + attempt.carried().words(e)
                    + " from the drop, and upload the folder (or the .ipa) again."
                : "Check the connection again, which shows whether the role has changed, and look"
                    + " at the key in App Store Connect under Users and Access, Integrations."
                    + " Then upload again."),
        e);
  }

  private static String call(AppStoreConnectException e) {
    return e.method() + " " + e.path();
  }

  private static Outcome unavailable(AppStoreConnectException e, String attempt) {
    return new Outcome.Failed(
        problem(
            ProblemType.APPLE_UNAVAILABLE,
            "App Store Connect was unreachable or failed while "
                + attempt
                + ". Slipway retries automatically.",
            e),
        e.retryAfter().orElse(null),
        e.retryAfter().isPresent(),
        null);
  }
}
