package dev.slipway.connections;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;

/// What a check tells the person at the wizard: the cause, and where to click next. The places are
/// those of App Store Connect's help pages "App Store Connect API" and "Sign and update
/// agreements".
final class CheckProblems {
  private CheckProblems() {}

  static Problem of(AppStoreConnectException failure, KeyKind kind) {
    return switch (failure) {
      case AppStoreConnectException.Unauthorized _ -> credentialsRejected(kind);
      case AppStoreConnectException.Forbidden forbidden ->
          switch (forbidden.reason()) {
            case AGREEMENT -> agreementMissing();
            case MEMBERSHIP -> membershipLapsed();
            case ROLE -> roleWithoutApps(kind);
            case OPERATION_NOT_ALLOWED, OTHER -> appleUnavailable();
          };
      case AppStoreConnectException.RateLimited _ ->
          Problem.of(
              ProblemType.RATE_LIMITED,
              "Apple takes no more requests with this key for the moment, so nothing is known about"
                  + " it. Check again in some minutes; the daily check tries again by itself. If it"
                  + " stays so, see which other tools use the same key.");
      case AppStoreConnectException.NotFound _,
          AppStoreConnectException.Conflict _,
          AppStoreConnectException.Invalid _,
          AppStoreConnectException.AppleFault _,
          AppStoreConnectException.Unreachable _ ->
          appleUnavailable();
    };
  }

  static Problem noAppVisible(KeyKind kind) {
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

  static Problem roleBelowAppManager(KeyKind kind) {
    return Problem.of(
        ProblemType.ROLE_TOO_LOW,
        "The key can read your apps, but it may not create versions or submit them for review: that"
            + " takes the role App Manager or Admin. "
            + higherRole(kind));
  }

  static Problem keyMissing() {
    return Problem.of(
        ProblemType.CONNECTION_NOT_USABLE,
        "The key of this connection is not in the key store. Connect the team again with its .p8"
            + " file.");
  }

  private static Problem roleWithoutApps(KeyKind kind) {
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

  private static Problem credentialsRejected(KeyKind kind) {
    return Problem.of(
        ProblemType.CREDENTIALS_REJECTED,
        switch (kind) {
          case TEAM ->
              "Apple does not say why; it is one of these: the Key ID is not the one of this file,"
                  + " the Issuer ID is another team's, the key was revoked, or the file is a key"
                  + " for something else (push notifications, Sign in with Apple). In App Store"
                  + " Connect open Users and Access, Integrations, App Store Connect API, Team"
                  + " Keys: the Issuer ID stands above the list, the Key ID beside your key."
                  + " Compare both, or make a new key.";
          case INDIVIDUAL ->
              "Apple does not say why; it is one of these: the Key ID is not the one of this file,"
                  + " the key was revoked, or it is a team key and needs its Issuer ID. In App"
                  + " Store Connect open your name at the top right, Edit Profile, Individual API"
                  + " Key, and compare; for a team key enter the Issuer ID that stands above the"
                  + " list of team keys.";
        });
  }

  private static Problem agreementMissing() {
    return Problem.of(
        ProblemType.AGREEMENT_MISSING,
        "Apple lets nobody in before an agreement is accepted. The Account Holder of the team (no"
            + " one else can) signs in to App Store Connect, opens Business, and accepts what is"
            + " shown there; an agreement may also wait at developer.apple.com/account. Then check"
            + " again; it can take some minutes.");
  }

  private static Problem membershipLapsed() {
    return Problem.of(
        ProblemType.MEMBERSHIP_LAPSED,
        "The team's membership in the Apple Developer Program is not active. The Account Holder"
            + " renews it at developer.apple.com/account, Membership details. Then check again.");
  }

  private static Problem appleUnavailable() {
    return Problem.of(
        ProblemType.APPLE_UNAVAILABLE,
        "Apple could not be asked, so nothing new is known about the key. Check again in some"
            + " minutes; the daily check tries again by itself. Apple's own view:"
            + " developer.apple.com/system-status.");
  }
}
