package dev.slipway.simulator.settings;

/// The 403s by which Apple refuses a team, whichever key it uses, in the words of public reports.
/// [#fault] answers one.
public enum TeamRefusal {
  /// flutterflow-issues#5872; also seen when the ids of two teams are mixed.
  PROVIDER_UNKNOWN(
      "FORBIDDEN_ERROR",
      "This request is forbidden for security reasons",
      "This provider does not exist."),
  /// fastlane#20190.
  MEMBERSHIP_NOT_ELIGIBLE(
      "FORBIDDEN_ERROR",
      "This request is forbidden for security reasons",
      "The selected team does not have a program membership that is eligible for this feature.  If"
          + " you need assistance, please contact Apple Developer Program Support."
          + " https://developer.apple.com/support"),
  /// bitrise-steplib/steps-ios-auto-provision-appstoreconnect#14, as far as it is quoted.
  PROVIDER_WITHOUT_TEAM(
      "FORBIDDEN_ERROR",
      "This request is forbidden for security reasons",
      "Unable to find a team with the given Content Provider ID"),
  /// fastlane#14228, as far as it is quoted.
  RESOURCE_UNAVAILABLE(
      "FORBIDDEN",
      "Access Unavailable",
      "You currently don't have access to this membership resource."),
  /// A comment in fastlane's client (app-store-connect.md, 1.4).
  MEMBERSHIP_INACTIVE(
      "FORBIDDEN_ERROR",
      "This request is forbidden for security reasons",
      "Team ID: 'ABCDE12345' is not associated with an active membership. To check your teams"
          + " membership status, sign in your account on the developer website."
          + " https://developer.apple.com/account/"),
  /// AvdLee/appstoreconnect-swift-sdk#101: an agreement, in an older form.
  LICENSE_NOT_ACCEPTED(
      "FORBIDDEN",
      "Access Unavailable",
      "You currently don't have access to this resource. To resolve this issue, the Account Holder"
          + " must agree to the latest Program License Agreement in their account on the Apple"
          + " Developer website. https://developer.apple.com/account"),
  /// An agreement, as public logs of build services show it; the Account Holder's name is left out.
  LICENSE_UPDATED(
      "FORBIDDEN_ERROR.PLA_NOT_ACCEPTED",
      "Unable to process request - PLA Update available",
      "You currently don't have access to this membership resource. To resolve this issue, your"
          + " team's Account Holder must agree to the latest Program License Agreement.");

  private final String code;
  private final String title;
  private final String detail;

  TeamRefusal(String code, String title, String detail) {
    this.code = code;
    this.title = title;
    this.detail = detail;
  }

  /// Returns Apple's text.
  public String detail() {
    return detail;
  }

  /// Returns the fault that answers this to the next call.
  public Fault fault() {
    return Fault.status(403, code, title, detail);
  }
}
