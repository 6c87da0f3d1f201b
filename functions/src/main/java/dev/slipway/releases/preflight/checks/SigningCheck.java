package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.IPA_SIGNING;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of the app's signature (Apple, TN3125 Inside Code Signing: Provisioning Profiles).
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum SigningCheck implements Check {
  SIGNATURE_MISSING(
      Rule.error(
          IPA_SIGNING,
          "The app is not signed",
          "_CodeSignature/CodeResources",
          "Sign it for App Store distribution and export it again.",
          "error 90035")),
  PROFILE_MISSING(
      Rule.error(
          IPA_SIGNING,
          "The app has no provisioning profile",
          "embedded.mobileprovision",
          "Export the app for App Store distribution, which embeds a profile.",
          "error 90174; Apple, TN3125")),
  PROFILE_UNREADABLE(
      Rule.warning(
          IPA_SIGNING,
          "Slipway cannot read the app's provisioning profile",
          null,
          "No action needed, unless Apple rejects the build; then export the app again.",
          "Apple, TN3125")),
  PROFILE_DEVELOPMENT(
      Rule.error(
          IPA_SIGNING,
          "The app is signed for development",
          "a profile for App Store distribution",
          "Sign it with a profile for App Store distribution and export it again.",
          "error 90035; Apple, TN3125")),
  PROFILE_AD_HOC(
      Rule.error(
          IPA_SIGNING,
          "The app is signed for ad hoc distribution",
          "a profile for App Store distribution",
          "Sign it with a profile for App Store distribution and export it again.",
          "error 90035; Apple, TN3125")),
  PROFILE_ENTERPRISE(
      Rule.error(
          IPA_SIGNING,
          "The app is signed for enterprise distribution",
          "a profile for App Store distribution",
          "Sign it for App Store distribution, with the team that owns the app in App Store"
              + " Connect.",
          "error 90035; Apple, TN3125")),
  PROFILE_EXPIRED(
      Rule.error(
          IPA_SIGNING,
          "The app's provisioning profile has expired",
          "an expiration date in the future",
          "Create or download a new profile and export the app again.",
          "error 90035; Apple, TN3125")),
  PROFILE_OTHER_APP(
      Rule.error(
          IPA_SIGNING,
          "The app's provisioning profile is for another app",
          "TEAM.bundle-id of this app",
          "Select the profile of this bundle ID and export the app again.",
          "errors 90046, 90163; Apple, TN3125")),
  PROFILE_WILDCARD(
      Rule.warning(
          IPA_SIGNING,
          "The app's provisioning profile is a wildcard profile",
          "a profile of this app's own bundle ID",
          "Create a profile for this bundle ID if Apple rejects the build.",
          "Apple, TN3125; unconfirmed")),
  PROFILE_WITHOUT_TESTFLIGHT(
      Rule.warning(
          IPA_SIGNING,
          "The app's provisioning profile does not allow TestFlight",
          "beta-reports-active is true",
          "Create a new profile and export the app again if you want to test this build.",
          "error 90191; Apple, QA1830"));

  private final Rule rule;

  SigningCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
