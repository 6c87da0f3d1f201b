package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.APP_NOT_FOUND;
import static dev.slipway.problems.ProblemType.BUILD_NUMBER_USED;
import static dev.slipway.problems.ProblemType.EXPORT_COMPLIANCE_UNANSWERED;
import static dev.slipway.problems.ProblemType.METADATA_INVALID;
import static dev.slipway.problems.ProblemType.PLATFORM_MISSING;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;
import static dev.slipway.problems.ProblemType.SUBMISSION_FOREIGN;
import static dev.slipway.problems.ProblemType.VERSION_LOCKED;
import static dev.slipway.problems.ProblemType.VERSION_USED;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of the release against Apple's builds, versions and submissions.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum VersionCheck implements Check {
  BUNDLE_ID_OTHER(
      Rule.error(
          APP_NOT_FOUND,
          "The app's bundle ID is not the one in App Store Connect",
          "the bundle ID of the app record, letter by letter",
          "Set CFBundleIdentifier to the bundle ID of the app record, and build again.",
          "errors 90054, 90055; reference 5.6")),
  PLATFORM_NOT_OF_APP(
      Rule.error(
          PLATFORM_MISSING,
          "The app has no version for the build's platform at App Store Connect",
          "a platform that the app record has",
          "Add the platform: App Store Connect, Apps, the app, Add Platform in the sidebar; then"
              + " upload the build again.",
          "App Store Connect Help, Add platforms; Transporter's error 1192 (expo#29604)")),
  BUILD_NUMBER_TAKEN(
      Rule.error(
          BUILD_NUMBER_USED,
          "Apple already has a build with this number for this version",
          "a CFBundleVersion that no build of the version has",
          "Raise CFBundleVersion, build again and upload the new build.",
          "error 90189; ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE; reference 5.6")),
  BUILD_NUMBER_NOT_HIGHER(
      Rule.error(
          BUILD_NUMBER_USED,
          "Apple has a build with a higher number for this version",
          "a CFBundleVersion higher than that of every build of the version",
          "Raise CFBundleVersion, build again and upload the new build.",
          "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE; reference 5.6")),
  BUILD_UNUSABLE(
      Rule.error(
          BUILD_NUMBER_USED,
          "Apple already has this build, but it cannot be released",
          "a valid build for the App Store that has not expired",
          "Raise CFBundleVersion, build again and upload the new build.",
          "App Store Connect API, Build: processingState, expired, buildAudienceType")),
  VERSION_RELEASED_BEFORE(
      Rule.error(
          VERSION_USED,
          "This version is already released",
          "a version higher than every released one",
          "Raise CFBundleShortVersionString, build again and upload the new build.",
          "error 90062; reference 7.3")),
  VERSION_NOT_HIGHER(
      Rule.error(
          VERSION_USED,
          "A higher version is already released",
          "a version higher than every released one",
          "Raise CFBundleShortVersionString, build again and upload the new build.",
          "error 90062; reference 7.3")),
  VERSION_AWAITS_RELEASE(
      Rule.error(
          VERSION_LOCKED,
          "Another version is approved and waits for you to release it",
          "one unreleased version per platform",
          "Release or reject it in App Store Connect, then upload the folder (or the .ipa)"
              + " again.",
          "reference 7.3, 8.4; App Store Connect Help, App and submission statuses")),
  VERSION_WITH_REVIEW(
      Rule.warning(
          VERSION_LOCKED,
          "Another version is in progress; this release waits for it",
          "one unreleased version per platform",
          "No action needed. To skip the wait, withdraw the other version in App Store Connect.",
          "reference 7.3; App Store Connect Help, App and submission statuses")),
  VERSION_DRAFT_RENAMED(
      Rule.warning(
          VERSION_LOCKED,
          "App Store Connect has a draft of another version; Slipway renames it to this version",
          null,
          "No action needed, unless you still need that draft.",
          "reference 7.3: one unreleased version per platform")),
  VERSION_TAKEN_OUT_OF_DRAFT(
      Rule.warning(
          SUBMISSION_FOREIGN,
          "The draft version is in a draft submission; Slipway removes it from there to change it",
          null,
          "No action needed, unless you are about to submit it in App Store Connect.",
          "reference 7.2, 8.1")),
  SUBMISSION_FOREIGN_ITEMS(
      Rule.error(
          SUBMISSION_FOREIGN,
          "The draft submission with this version contains other items, which would be submitted"
              + " too",
          null,
          "Submit or empty it in App Store Connect, or set onForeignItems in release.json to JOIN.",
          "reference 8.2")),
  SUBMISSION_LEFT_ALONE(
      Rule.warning(
          SUBMISSION_FOREIGN,
          "A draft submission contains other items; it stays as it is, and this version gets a"
              + " submission of its own",
          null,
          "No action needed. To submit all together, set onForeignItems in release.json to JOIN.",
          "public reports of 2026: drafts lie beside each other")),
  SUBMISSION_JOINED(
      Rule.warning(
          SUBMISSION_FOREIGN,
          "A draft submission contains other items; Slipway submits them too, as release.json says",
          null,
          "No action needed, unless these items should not go to review now.",
          "reference 8.2")),
  SUBMISSION_BUSY(
      Rule.warning(
          SUBMISSION_FOREIGN,
          "Another version of this app is in review; this release waits for it before it submits",
          "one submission with a version in review per platform",
          "No action needed. To skip the wait, withdraw that submission in App Store Connect.",
          "App Store Connect Help, Overview of submitting for review")),
  FIRST_VERSION_WHATS_NEW(
      Rule.warning(
          METADATA_INVALID,
          "A first version cannot have a \"What's New\" text; the text is ignored",
          null,
          "No action needed. Add the text with an update.",
          "reference 7.4; App Store Connect Help, Platform version information")),
  FIRST_VERSION_PHASED(
      Rule.warning(
          RELEASE_JSON_INVALID,
          "A first version cannot have a phased release; it goes to all users",
          null,
          "No action needed. To hide this warning, remove phasedRelease from release.json.",
          "App Store Connect Help, Release a version update in phases")),
  VISION_VERSION_PHASED(
      Rule.warning(
          RELEASE_JSON_INVALID,
          "A version for Apple Vision Pro cannot have a phased release; it goes to all users",
          null,
          "No action needed. To hide this warning, remove phasedRelease from release.json.",
          "App Store Connect Help, Release a version update in phases (iOS, macOS, tvOS)")),
  SCHEDULE_NOT_REPEATED(
      Rule.warning(
          RELEASE_JSON_INVALID,
          "The previous version had a release date, and this one has none; it waits for you to"
              + " release it",
          null,
          "Set releaseType in release.json to change that.",
          "reference 7.3")),
  LOCALE_ADDED(
      Rule.warning(
          METADATA_INVALID,
          "New language: it will be added to the app",
          null,
          "No action needed if that is intended.",
          "reference 7.4")),
  LOCALE_REMOVED(
      Rule.warning(
          METADATA_INVALID,
          "The drop lacks languages of the app; Slipway deletes them, as release.json says",
          null,
          "To keep the languages, remove removeMissingLocales from release.json.",
          "reference 7.4")),
  ENCRYPTION_CONTRADICTS_APPLE(
      Rule.error(
          RELEASE_JSON_INVALID,
          "Apple has another answer to the encryption question for this build",
          "Apple's answer, which is final",
          "If Apple's answer is true, give the same. If it is not, raise the build number"
              + " (CFBundleVersion), build again and upload the new build.",
          "error \"You cannot update when the value is already set.\" (review-live.md A19)")),
  EXPORT_COMPLIANCE_CODE_UNKNOWN(
      Rule.error(
          EXPORT_COMPLIANCE_UNANSWERED,
          "No approved encryption declaration of the app has this export compliance code",
          "the code of an approved encryption declaration of the app",
          "Correct ITSEncryptionExportComplianceCode, or remove it together with"
              + " ITSAppUsesNonExemptEncryption from the Info.plist and set usesNonExemptEncryption"
              + " to true in release.json. Then build again.",
          "error 90592, \"doesn't match the key value of the app's export compliance"
              + " documentation\""));

  private final Rule rule;

  VersionCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
