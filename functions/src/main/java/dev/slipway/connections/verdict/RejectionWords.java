package dev.slipway.connections.verdict;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Instant;

/// The problem of a key that Apple rejects with 401. Apple never says why, so the words name what
/// is probable: that the rejection passes, as long as it is young, and then the causes that a user
/// can fix.
public final class RejectionWords {
  private static final String KEYS = "Users and Access, Integrations, App Store Connect API";

  private RejectionWords() {}

  /// Returns the problem of a key that Apple accepts only without the Issuer ID.
  ///
  /// @param seesApps whether the same key, signed as an individual key, sees apps
  public static Problem individualKeyWithIssuer(boolean seesApps) {
    return problem(
        "Apple rejects this key with the Issuer ID, but accepts it without. "
            + LikelyCause.INDIVIDUAL_KEY_WITH_ISSUER.advice()
            + (seesApps ? "" : " Without the Issuer ID, the key sees no app."));
  }

  /// Returns the problem of a key that worked before with the same ids.
  public static Problem workedBefore(
      KeyKind kind, Instant workedAt, KeyRejection rejection, Instant now) {
    String worked = "worked at " + KeyRejection.words(workedAt) + " with the same ids";
    if (rejection.mayPass(now)) {
      return problem(
          "Apple rejects this key, which "
              + worked
              + ". Probably Apple's sign-in has an outage (developer.apple.com/system-status), or"
              + " an agreement waits at developer.apple.com/account; otherwise "
              + ended(kind)
              + ". The key is "
              + rejection.nextCheck(now)
              + "; if Apple accepts it then, waiting releases resume.");
    }
    return problem(
        "Apple has rejected this key since "
            + KeyRejection.words(rejection.since())
            + "; it "
            + worked
            + ". Probably "
            + ended(kind)
            + ". "
            + where(kind)
            + " Then connect a new key here in place of this one. This key is "
            + rejection.nextCheck(now)
            + ".");
  }

  /// Returns the problem of a key that Apple never accepted. The verdict lists the likely causes,
  /// so the words do not repeat them.
  public static Problem neverAccepted(KeyKind kind, KeyRejection rejection, Instant now) {
    boolean young = rejection.mayPass(now);
    return problem(
        "Apple rejects this key and does not say why. "
            + (young ? "A key made minutes ago may not be known yet; it is " : "It is ")
            + rejection.nextCheck(now)
            + "."
            + (young
                ? " Apple's sign-in may also have an outage (developer.apple.com/system-status)."
                    + " Otherwise check"
                : " Check")
            + " the likely causes, the most likely first."
            + switch (kind) {
              case TEAM -> " It is not an individual key: Slipway tested that.";
              case INDIVIDUAL -> "";
            }
            + " A key of a team in the Apple Developer Enterprise Program does not work: Apple"
            + " takes it at another address, and such a team publishes nothing on the App Store.");
  }

  private static Problem problem(String detail) {
    return Problem.of(ProblemType.CREDENTIALS_REJECTED, detail);
  }

  /// Returns how a key ends that worked before, as a clause.
  public static String ended(KeyKind kind) {
    return switch (kind) {
      case TEAM -> "the key was revoked";
      case INDIVIDUAL ->
          "the key was revoked, its owner left the team, or the owner's right to have an individual"
              + " key was taken away";
    };
  }

  private static String where(KeyKind kind) {
    return switch (kind) {
      case TEAM ->
          "An Admin or the Account Holder of the team sees under "
              + KEYS
              + " whether it is active.";
      case INDIVIDUAL ->
          "An Admin sees under Users and Access, People whether its owner is in the team and may"
              + " generate individual API keys; the owner sees the key in the own profile.";
    };
  }
}
