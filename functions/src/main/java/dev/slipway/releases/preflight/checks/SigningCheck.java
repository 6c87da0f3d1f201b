package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.IPA_SIGNING;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// How the app is signed (Apple, TN3125 Inside Code Signing: Provisioning Profiles).
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum SigningCheck implements Check {
  SIGNATURE_MISSING(
      Rule.error(
          IPA_SIGNING,
          "The app is not signed",
          "_CodeSignature/CodeResources",
          "Export the archive for App Store Connect; that signs it.",
          "error 90035")),
  PROFILE_MISSING(
      Rule.error(
          IPA_SIGNING,
          "The app has no provisioning profile",
          "embedded.mobileprovision",
          "Export the archive for App Store Connect; that embeds the profile.",
          "error 90174; Apple, TN3125")),
  PROFILE_UNREADABLE(
      Rule.warning(
          IPA_SIGNING,
          "The app's provisioning profile is not understood",
          null,
          "Apple decides; if it refuses the build, export the archive again.",
          "Apple, TN3125")),
  PROFILE_DEVELOPMENT(
      Rule.error(
          IPA_SIGNING,
          "The app is signed for development",
          "a profile for App Store distribution",
          "Export the archive with the method App Store Connect.",
          "error 90035; Apple, TN3125")),
  PROFILE_AD_HOC(
      Rule.error(
          IPA_SIGNING,
          "The app is signed for a list of devices (ad hoc)",
          "a profile for App Store distribution",
          "Export the archive with the method App Store Connect.",
          "error 90035; Apple, TN3125")),
  PROFILE_ENTERPRISE(
      Rule.error(
          IPA_SIGNING,
          "The app is signed for one organisation (enterprise)",
          "a profile for App Store distribution",
          "Sign it with the team that owns the app at App Store Connect, for App Store"
              + " distribution.",
          "error 90035; Apple, TN3125")),
  PROFILE_EXPIRED(
      Rule.error(
          IPA_SIGNING,
          "The app's provisioning profile has expired",
          "an expiration date in the future",
          "Make or download a new profile and export the archive again.",
          "error 90035; Apple, TN3125")),
  PROFILE_OTHER_APP(
      Rule.error(
          IPA_SIGNING,
          "The app's provisioning profile is for another app",
          "TEAM.bundle-id of this app",
          "Choose the profile of this bundle id and export the archive again.",
          "errors 90046, 90163; Apple, TN3125")),
  PROFILE_WILDCARD(
      Rule.warning(
          IPA_SIGNING,
          "The app's provisioning profile is for any app (wildcard)",
          "a profile of this app's own bundle id",
          "Make a profile for this bundle id if Apple refuses the build.",
          "Apple, TN3125; unconfirmed")),
  PROFILE_WITHOUT_TESTFLIGHT(
      Rule.warning(
          IPA_SIGNING,
          "The app's provisioning profile does not allow TestFlight",
          "beta-reports-active is true",
          "Make the profile anew and export again if the build is to be tested.",
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
