package dev.slipway.releases.readiness.looks;

import static dev.slipway.problems.ProblemType.BUILD_NUMBER_USED;
import static dev.slipway.problems.ProblemType.EXPORT_COMPLIANCE_UNANSWERED;
import static dev.slipway.problems.ProblemType.MEDIA_REFUSED;
import static dev.slipway.problems.ProblemType.METADATA_MISSING;
import static dev.slipway.problems.ProblemType.PLATFORM_MISSING;
import static dev.slipway.problems.ProblemType.REVIEW_INFORMATION_INCOMPLETE;
import static dev.slipway.problems.ProblemType.REVIEW_REJECTED;
import static dev.slipway.problems.ProblemType.ROLE_TOO_LOW;

import dev.slipway.problems.Check;
import dev.slipway.problems.ProblemType;
import dev.slipway.problems.Rule;

/// Checks of an app as Apple has it, which need no drop. A release brings most of what they miss,
/// so that only an answer about readiness reports them.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum ReadinessCheck implements Check {
  PLATFORM_NOT_ADDED(
      Rule.error(
          PLATFORM_MISSING,
          "The app has no version for this platform",
          "a platform that the app record has",
          "Add the platform: App Store Connect, Apps, the app, Add Platform in the sidebar.",
          "App Store Connect Help, Add platforms")),
  PART_NOT_READ(
      Rule.warning(
          ROLE_TOO_LOW,
          "The key's role may not read a part of the app, so this answer says nothing about it",
          "a key with the role App Manager",
          "Create a key with the role App Manager and connect it in place of this one, or look at"
              + " this part in App Store Connect.",
          "App Store Connect Help, Role permissions")),
  VERSION_SENT_BACK(
      Rule.warning(
          REVIEW_REJECTED,
          "App Review sent this version back",
          null,
          "Read the message on the App Review page of App Store Connect, and change what it names.",
          "App Store Connect Help, App and submission statuses")),
  BUILD_NOT_SELECTED(
      Rule.error(
          METADATA_MISSING,
          "The version has no build",
          null,
          "Upload the .ipa to Slipway, or select a build on the version's page.",
          "App Store Connect Help, Choose a build to submit; reference 7.6")),
  BUILD_NOT_SUBMITTABLE(
      Rule.error(
          BUILD_NUMBER_USED,
          "The version's build cannot go to App Review",
          "a valid build for the App Store that has not expired",
          "Raise CFBundleVersion, build again and upload the new build to Slipway.",
          "App Store Connect API, Build: processingState, expired, buildAudienceType")),
  DECLARATION_NOT_ATTACHED(
      Rule.error(
          EXPORT_COMPLIANCE_UNANSWERED,
          "The build uses non-exempt encryption and has no encryption declaration, although the app"
              + " has one that fits",
          null,
          "Upload the .ipa to Slipway, which attaches the declaration, or select it at the build"
              + " under TestFlight.",
          "Apple, app-encryption-declarations: a build must link to a declaration before its"
              + " review")),
  WHATS_NEW_EMPTY(
      Rule.error(
          ProblemType.WHATS_NEW_MISSING,
          "The version is an update and has no \"What's New\" text",
          null,
          "Add the text on the version's page, or the file to a drop.",
          "App Store Connect Help, Platform version information; reference 7.6")),
  PAD_SCREENSHOTS_IF_NEEDED(
      Rule.warning(
          METADATA_MISSING,
          "The app has no screenshots for iPad",
          "a set of 13\" or 12.9\" (APP_IPAD_PRO_3GEN_129), if the app runs on iPad",
          "Add them in the primary language if the app runs on iPad, which Apple's API does not"
              + " say.",
          "App Store Connect Help, Screenshot specifications")),
  MEDIA_FAILED(
      Rule.error(
          MEDIA_REFUSED,
          "Apple could not process a screenshot or preview",
          null,
          "Replace the file.",
          "App Store Connect API, AppMediaAssetState")),
  MEDIA_IN_PROCESSING(
      Rule.warning(
          MEDIA_REFUSED,
          "Apple has not processed a screenshot or preview yet",
          null,
          "No action needed, unless this lasts for a day; then upload the file again.",
          "App Store Connect Help, Upload app previews and screenshots")),
  BETA_TEXT_MISSING(
      Rule.warning(
          METADATA_MISSING,
          "TestFlight has external testers, and the app has no description or feedback e-mail"
              + " address for them in its primary language",
          "a description and a feedback e-mail address",
          "Add them; Beta App Review takes no build without them.",
          "App Store Connect Help, Provide test information; media-live.md, 4")),
  BETA_CONTACT_INCOMPLETE(
      Rule.warning(
          REVIEW_INFORMATION_INCOMPLETE,
          "TestFlight has external testers, and the contact for Beta App Review is incomplete",
          "first name, last name, phone and e-mail address",
          "Add what is missing; Beta App Review takes no build without it.",
          "App Store Connect Help, Provide test information; media-live.md, 4"));

  private final Rule rule;

  ReadinessCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
