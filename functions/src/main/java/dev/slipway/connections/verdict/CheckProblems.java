package dev.slipway.connections.verdict;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a check tells the person at the wizard: the cause, and where to click next. The places are
/// those of App Store Connect's help pages "App Store Connect API" and "Sign and update
/// agreements".
public final class CheckProblems {
  private CheckProblems() {}

  public static Problem rateLimited() {
    return Problem.of(
        ProblemType.RATE_LIMITED,
        "Apple takes no more requests with this key for the moment, so nothing new is known about"
            + " it. It is checked again by itself; nothing needs to be done. If it stays so, see"
            + " which other tools use the same key, and give Slipway one of its own.");
  }

  public static Problem noAppVisible(KeyKind kind) {
    return Problem.of(
        ProblemType.NO_APP_VISIBLE,
        switch (kind) {
          case TEAM ->
              "Apple accepts the key, but this team has no app. Create the app record first: App"
                  + " Store Connect, Apps, the + button, New App. If your app is there, the key"
                  + " belongs to another team: switch teams at the top right and make a key there.";
          case INDIVIDUAL ->
              "Apple accepts the key, but its owner sees no app. Ask an Admin for access to the app"
                  + " (Users and Access, your name, Apps), or use a team key.";
        });
  }

  public static Problem roleBelowAppManager(KeyKind kind, boolean noUpload) {
    return Problem.of(
        ProblemType.ROLE_TOO_LOW,
        "The key can read your apps, but it may not "
            + (noUpload ? "upload builds, " : "")
            + "create versions or submit them for review: that takes the role App Manager or"
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
        "Apple knows the key, but the key may not read your apps (it probably has a role such as"
            + " Finance or Sales alone). "
            + higherRole(kind));
  }

  private static String higherRole(KeyKind kind) {
    return switch (kind) {
      case TEAM ->
          "A key's role cannot be changed: in App Store Connect open Users and Access,"
              + " Integrations, App Store Connect API, make a new team key with the role App"
              + " Manager, and connect it here; it takes the place of this one.";
      case INDIVIDUAL ->
          "This key has the role of its owner: ask an Admin to change that role (Users and Access,"
              + " People), or connect a team key with the role App Manager.";
    };
  }

  /// Apple rejects the key: names the causes that remain, the most likely first.
  ///
  /// @param individualSeesApps whether the same key, signed as the key of one person, sees apps
  public static Problem credentialsRejected(
      List<LikelyCause> causes,
      KeyKind kind,
      @Nullable Instant workedAt,
      boolean individualSeesApps) {
    return Problem.of(
        ProblemType.CREDENTIALS_REJECTED, rejection(causes, kind, workedAt, individualSeesApps));
  }

  private static String rejection(
      List<LikelyCause> causes,
      KeyKind kind,
      @Nullable Instant workedAt,
      boolean individualSeesApps) {
    if (causes.equals(List.of(LikelyCause.INDIVIDUAL_KEY_WITH_ISSUER))) {
      return "Apple rejects this key together with the Issuer ID, but takes it without: "
          + LikelyCause.INDIVIDUAL_KEY_WITH_ISSUER.advice()
          + (individualSeesApps ? "" : " As it is, the key sees no app.");
    }
    if (workedAt != null) {
      return "Apple rejects this key, which worked at "
          + workedAt
          + " with the same ids, so it was revoked. Ask an Admin or the Account Holder of the team"
          + " why; a new key is made under Users and Access, Integrations, App Store Connect API,"
          + " and connected here in place of this one.";
    }
    String excluded =
        switch (kind) {
          case TEAM -> " That it is the key of one person was tried and is ruled out.";
          case INDIVIDUAL -> "";
        };
    return "Apple rejects this key and does not say why. It is one of these, the most likely"
        + " first: "
        + causes.stream().map(CheckProblems::brief).collect(Collectors.joining("; "))
        + "."
        + excluded
        + " Compare both ids with the list under Users and Access, Integrations, App Store Connect"
        + " API, or make a new key there.";
  }

  private static String brief(LikelyCause cause) {
    return switch (cause) {
      case WRONG_KEY_ID -> "the Key ID is not the one of this file";
      case WRONG_ISSUER_ID -> "the Issuer ID is another team's";
      case KEY_REVOKED -> "the key was revoked";
      case OTHER_APPLE_SERVICE ->
          "the file is a key for something else (push notifications, Sign in with Apple)";
      case INDIVIDUAL_KEY_WITH_ISSUER -> "it is the key of one person, which has no Issuer ID";
      case ISSUER_ID_MISSING -> "it is a team key and needs its Issuer ID";
    };
  }

  public static Problem agreementMissing() {
    return Problem.of(
        ProblemType.AGREEMENT_MISSING,
        "Apple lets nobody in before an agreement is accepted. The Account Holder of the team (no"
            + " one else can) signs in to App Store Connect, opens Business, and accepts what is"
            + " shown there; an agreement may also wait at developer.apple.com/account. Then check"
            + " again; it can take some minutes.");
  }

  public static Problem membershipLapsed() {
    return Problem.of(
        ProblemType.MEMBERSHIP_LAPSED,
        "The team's membership in the Apple Developer Program is not active. The Account Holder"
            + " renews it at developer.apple.com/account, Membership details. Then check again.");
  }

  public static Problem appleUnavailable() {
    return Problem.of(
        ProblemType.APPLE_UNAVAILABLE,
        "Apple could not be asked, so nothing new is known about the key. It is checked again by"
            + " itself; nothing needs to be done. Apple's own view:"
            + " developer.apple.com/system-status.");
  }

  static Problem wantedAppNotVisible(String bundleId) {
    return Problem.of(
        ProblemType.WANTED_APP_NOT_VISIBLE,
        "Apple takes the key, but shows it no app with the bundle id "
            + bundleId
            + ". See whether the bundle id is spelled as in App Store Connect (Apps, your app, App"
            + " Information), upper and lower case included. If the app belongs to another team,"
            + " connect a key of that team; if it has no app record yet, create one there: Apps,"
            + " the + button, New App.");
  }

  /// The clock of the machine that runs Slipway differs from Apple's.
  ///
  /// @param ahead how far Apple's clock is ahead of ours
  public static Problem clockSkew(Duration ahead) {
    return Problem.of(
        ProblemType.CLOCK_SKEW,
        "The clock of the machine that runs Slipway is "
            + ahead.abs().toSeconds()
            + " seconds "
            + (ahead.isNegative() ? "ahead of" : "behind")
            + " Apple's. Slipway corrects for it, so releases work; whoever runs the machine should"
            + " set its clock (NTP).");
  }

  public static Problem individualKey() {
    return Problem.of(
        ProblemType.INDIVIDUAL_KEY,
        "This key belongs to one person and ends with that person's access. A team key is the"
            + " better choice: in App Store Connect an Admin opens Users and Access, Integrations,"
            + " App Store Connect API, Team Keys, and makes one with the role App Manager.");
  }
}
