package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.APP_NOT_FOUND;
import static dev.slipway.problems.ProblemType.BUILD_NUMBER_USED;
import static dev.slipway.problems.ProblemType.METADATA_INVALID;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;
import static dev.slipway.problems.ProblemType.SUBMISSION_FOREIGN;
import static dev.slipway.problems.ProblemType.VERSION_LOCKED;
import static dev.slipway.problems.ProblemType.VERSION_USED;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// The release against the builds, versions and submissions that Apple has.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum VersionCheck implements Check {
  BUNDLE_ID_OTHER(
      Rule.error(
          APP_NOT_FOUND,
          "The app's bundle id is not that of the app at App Store Connect",
          "the bundle id of the app record, letter by letter",
          "Drop it where its own app is released, or correct CFBundleIdentifier.",
          "errors 90054, 90055; reference 5.6")),
  BUILD_NUMBER_TAKEN(
      Rule.error(
          BUILD_NUMBER_USED,
          "Apple has a build with this number in this version already",
          "a CFBundleVersion that no build of the version has",
          "Raise CFBundleVersion, build again and drop it.",
          "error 90189; ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE; reference 5.6")),
  BUILD_NUMBER_NOT_HIGHER(
      Rule.error(
          BUILD_NUMBER_USED,
          "Apple has a build with a higher number in this version",
          "a higher CFBundleVersion than every build of the version",
          "Raise CFBundleVersion, build again and drop it.",
          "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE; reference 5.6")),
  BUILD_UNUSABLE(
      Rule.error(
          BUILD_NUMBER_USED,
          "The build that Apple has of this file cannot be released",
          "a valid build for the App Store that has not expired",
          "Raise CFBundleVersion, build again and drop it.",
          "App Store Connect API, Build: processingState, expired, buildAudienceType")),
  VERSION_RELEASED_BEFORE(
      Rule.error(
          VERSION_USED,
          "This version was released before",
          "a higher version than every released one",
          "Raise CFBundleShortVersionString, build again and drop it.",
          "error 90062; reference 7.3")),
  VERSION_NOT_HIGHER(
      Rule.error(
          VERSION_USED,
          "A higher version was released before",
          "a higher version than every released one",
          "Raise CFBundleShortVersionString, build again and drop it.",
          "error 90062; reference 7.3")),
  VERSION_AWAITS_RELEASE(
      Rule.error(
          VERSION_LOCKED,
          "Another version is approved and waits for you to release it",
          "one unreleased version per platform",
          "Release it at App Store Connect, or remove it, then put release.json (or the .ipa)"
              + " again.",
          "reference 7.3, 8.4; App Store Connect Help, App and submission statuses")),
  VERSION_WITH_REVIEW(
      Rule.warning(
          VERSION_LOCKED,
          "Another version is on its way, so this release waits for it",
          "one unreleased version per platform",
          "Nothing, or withdraw the other one at App Store Connect.",
          "reference 7.3; App Store Connect Help, App and submission statuses")),
  VERSION_DRAFT_RENAMED(
      Rule.warning(
          VERSION_LOCKED,
          "App Store Connect has a draft of another version, which is used and renamed",
          null,
          "Nothing, unless somebody still needs that draft.",
          "reference 7.3: one unreleased version per platform")),
  VERSION_TAKEN_OUT_OF_DRAFT(
      Rule.warning(
          SUBMISSION_FOREIGN,
          "The draft version lies in a submission that was not sent, and is taken out to be"
              + " changed",
          null,
          "Nothing, unless somebody is about to send that submission.",
          "reference 7.2, 8.1")),
  SUBMISSION_FOREIGN_ITEMS(
      Rule.error(
          SUBMISSION_FOREIGN,
          "Somebody prepared a submission with other items, which would be sent too",
          null,
          "Send or empty it at App Store Connect, or set $.onForeignItems to JOIN.",
          "reference 8.2")),
  SUBMISSION_JOINED(
      Rule.warning(
          SUBMISSION_FOREIGN,
          "A prepared submission has other items, which are sent too, as release.json wants it",
          null,
          "Nothing, unless these should not go to review now.",
          "reference 8.2")),
  SUBMISSION_BUSY(
      Rule.warning(
          SUBMISSION_FOREIGN,
          "Another submission of this app is open, so submitting waits for it",
          "one open submission per app and platform",
          "Nothing, or withdraw it at App Store Connect.",
          "reference 8.2")),
  FIRST_VERSION_WHATS_NEW(
      Rule.warning(
          METADATA_INVALID,
          "A first version has no text on what is new, so it is left out",
          null,
          "Nothing; the text goes with an update.",
          "reference 7.4; App Store Connect Help, Platform version information")),
  FIRST_VERSION_PHASED(
      Rule.warning(
          RELEASE_JSON_INVALID,
          "A first version cannot be released in phases, so it goes to all",
          null,
          "Nothing, or take $.phasedRelease out.",
          "App Store Connect Help, Release a version update in phases")),
  SCHEDULE_NOT_REPEATED(
      Rule.warning(
          RELEASE_JSON_INVALID,
          "The previous version had a release date, and release.json says nothing: this one waits"
              + " for you to release it",
          null,
          "Set $.releaseType if something else is wanted.",
          "reference 7.3")),
  LOCALE_ADDED(
      Rule.warning(
          METADATA_INVALID,
          "The drop has a locale that the app lacks, so it is added",
          null,
          "Nothing, unless the folder is there by mistake.",
          "reference 7.4")),
  LOCALE_REMOVED(
      Rule.warning(
          METADATA_INVALID,
          "The app has a locale that the drop lacks, so it is deleted, as release.json wants it",
          null,
          "Take $.removeMissingLocales out to keep it.",
          "reference 7.4"));

  private final Rule rule;

  VersionCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
