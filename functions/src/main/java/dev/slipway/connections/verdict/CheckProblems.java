package dev.slipway.connections.verdict;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The problems that a check reports to the user of the wizard: the cause, and where to click next.
/// The places are those of App Store Connect's help pages "App Store Connect API" and "Sign and
/// update agreements".
public final class CheckProblems {
  private CheckProblems() {}

  public static Problem rateLimited() {
    return Problem.of(
        ProblemType.RATE_LIMITED,
        "Apple's rate limit for this key is reached, so the check found nothing new. Slipway checks"
            + " again automatically; no action is needed. If it happens often, find the other tool"
            + " that uses the same key, and give Slipway a key of its own.");
  }

  public static Problem noAppVisible(KeyKind kind) {
    return Problem.of(
        ProblemType.NO_APP_VISIBLE,
        switch (kind) {
          case TEAM ->
              "Apple accepts the key, but this team has no app. Create the app record: App Store"
                  + " Connect, Apps, the + button, New App. If your app exists, the key belongs to"
                  + " another team: switch teams at the top right and create a key there.";
          case INDIVIDUAL ->
              "Apple accepts the key, but its owner has access to no app. Ask an Admin for access"
                  + " to the app (Users and Access, your name, Apps), or use a team key.";
        });
  }

  public static Problem roleBelowAppManager(KeyKind kind, boolean noUpload) {
    return Problem.of(
        ProblemType.ROLE_TOO_LOW,
        "The key can read your apps, but it is not allowed to "
            + (noUpload ? "upload builds, " : "")
            + "create versions or submit them for review. That requires the role App Manager or"
            + " Admin. "
            + higherRole(kind));
  }

  public static Problem keyMissing() {
    return Problem.of(
        ProblemType.CONNECTION_NOT_USABLE,
        "The key of this connection is not in the key store. Connect the team again with its .p8"
            + " file.");
  }

  public static Problem roleWithoutApps(KeyKind kind) {
    return Problem.of(
        ProblemType.ROLE_TOO_LOW,
        "Apple accepts the key, but it is not allowed to read your apps. Its only role is probably"
            + " Finance or Sales. "
            + higherRole(kind));
  }

  private static String higherRole(KeyKind kind) {
    return switch (kind) {
      case TEAM ->
          "The role of a key cannot be changed: create a new team key with the role App Manager in"
              + " App Store Connect (Users and Access, Integrations, App Store Connect API), and"
              + " connect it here; it replaces this one.";
      case INDIVIDUAL ->
          "This key has its owner's role: ask an Admin to change it (Users and Access, People), or"
              + " connect a team key with the role App Manager.";
    };
  }

  /// Returns the problem of a replacement key that is not checked again.
  ///
  /// @param found the problem of its last check; null when its verdict is worse without one
  public static @Nullable Problem replacementRefused(@Nullable Problem found) {
    return found == null || found.type() != ProblemType.CREDENTIALS_REJECTED
        ? found
        : Problem.of(
                ProblemType.CREDENTIALS_REJECTED,
                "Apple has rejected this key for an hour, so Slipway does not check it again."
                    + " Compare its Key ID with the list under Users and Access, Integrations, App"
                    + " Store Connect API, and connect the key again.")
            .withAppleErrors(found.appleErrors());
  }

  public static Problem agreementMissing() {
    return Problem.of(
        ProblemType.AGREEMENT_MISSING,
        "Apple rejects every call until an agreement is accepted, or the team's ended membership is"
            + " renewed; it answers both with the same error. Only the Account Holder of the team"
            + " can do that: at developer.apple.com/account first, then in App Store Connect under"
            + " Business. Nothing to accept there? Apple sometimes answers so for a while. Slipway"
            + " checks again every hour.");
  }

  /// Returns the problem of a team that Apple refuses, whichever key it uses.
  ///
  /// @param said Apple's words
  public static Problem teamRefused(String said) {
    return Problem.of(
        ProblemType.MEMBERSHIP_LAPSED,
        "Apple refuses the team, not the key, so a new key does not help. Apple says: “"
            + said
            + "” Ask the Account Holder to look at developer.apple.com/account (is the membership"
            + " active, does an agreement wait?) and in App Store Connect under Business. If"
            + " nothing is open there, contact Apple Developer Support"
            + " (developer.apple.com/contact). Slipway checks again every hour.");
  }

  public static Problem membershipLapsed() {
    return Problem.of(
        ProblemType.MEMBERSHIP_LAPSED,
        "Apple refuses the team, not the key: the team's membership in the Apple Developer Program"
            + " is not active. Ask the Account Holder to renew it at developer.apple.com/account,"
            + " Membership details. Slipway checks again every hour.");
  }

  public static Problem appleUnavailable() {
    return Problem.of(
        ProblemType.APPLE_UNAVAILABLE,
        "Apple could not be reached, so the check found nothing new. Slipway checks again"
            + " automatically; no action is needed. Apple reports its status at"
            + " developer.apple.com/system-status.");
  }

  static Problem wantedAppNotVisible(String bundleId, KeyKind kind) {
    return Problem.of(
        ProblemType.WANTED_APP_NOT_VISIBLE,
        "Apple accepts the key, but shows it no app with the bundle ID "
            + bundleId
            + ". "
            + switch (kind) {
              case TEAM -> "";
              case INDIVIDUAL ->
                  "An individual key sees only the apps of its owner: ask an Admin whether its"
                      + " owner has access to this app (Users and Access, People, Apps). ";
            }
            + "Compare the bundle ID with App Store Connect (Apps, your app, App Information),"
            + " upper and lower case included. If the app belongs to another team, connect a key of"
            + " that team; if it has no app record yet, create one: Apps, the + button, New App.");
  }

  /// Returns the note that the clock of the machine that runs Slipway differs from Apple's.
  ///
  /// @param ahead how far Apple's clock is ahead of Slipway's
  public static Problem clockSkew(Duration ahead) {
    return Problem.of(
        ProblemType.CLOCK_SKEW,
        "The clock of the machine that runs Slipway is "
            + ahead.abs().toSeconds()
            + " seconds "
            + (ahead.isNegative() ? "ahead of" : "behind")
            + " Apple's. Slipway corrects for it, so releases work; the operator should set the"
            + " clock (NTP).");
  }

  public static Problem individualKey() {
    return Problem.of(
        ProblemType.INDIVIDUAL_KEY,
        "This key belongs to one person and stops working when that person loses access. A team key"
            + " is the better choice: an Admin creates one with the role App Manager in App Store"
            + " Connect (Users and Access, Integrations, App Store Connect API, Team Keys).");
  }
}
