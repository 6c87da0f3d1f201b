package dev.slipway.releases.preflight.builds;

import static dev.slipway.problems.ProblemType.APPLE_REFUSED;
import static dev.slipway.problems.ProblemType.BUILD_PROCESSING_FAILED;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of the build that a drop without an `.ipa` names. Apple refuses to attach a build that is
/// not ready, has expired or is for internal testers in the same words, so they are told apart
/// before anything is changed (apple-2026.md, 5).
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum BuildCheck implements Check {
  BUILD_NOT_AT_APPLE(
      Rule.error(
          RELEASE_JSON_INVALID,
          "Apple does not have the build that release.json names",
          "a build of the version and the platform in release.json",
          "Correct the version or the build number, or upload the build first; then upload"
              + " the folder again.",
          "apple-2026.md, 5: build numbers repeat across versions")),
  BUILD_OF_OTHER_PLATFORM(
      Rule.error(
          RELEASE_JSON_INVALID,
          "Apple has builds of this version for another platform only",
          "a platform for which Apple has a build of the version",
          "Write that platform as \"platform\" in release.json, and upload it again.",
          "review-live.md, A22")),
  BUILD_PLATFORM_UNSAID(
      Rule.error(
          RELEASE_JSON_INVALID,
          "Apple has builds of this version for several platforms, and release.json names none",
          "one platform for each release",
          "Write the one to release as \"platform\" in release.json, and upload it again.",
          "review-live.md, A22")),
  BUILD_IN_PROCESSING(
      Rule.error(
          APPLE_REFUSED,
          "Apple has not finished processing the build",
          "a build in the state VALID",
          "Wait until App Store Connect shows it under TestFlight as ready, then upload"
              + " the folder again.",
          "reference 7.4; apple-2026.md, 5")),
  BUILD_FAILED(
      Rule.error(
          BUILD_PROCESSING_FAILED,
          "Apple could not process the build",
          "a build in the state VALID",
          "Read Apple's e-mail to the team, fix the app and upload a build with a higher number.",
          "App Store Connect API, Build: processingState")),
  BUILD_EXPIRED(
      Rule.error(
          APPLE_REFUSED,
          "The build has expired",
          "a build that has not expired; Apple expires it 90 days after its upload",
          "Upload a build with a higher number, and name that one.",
          "App Store Connect API, Build: expired, expirationDate")),
  BUILD_FOR_INTERNAL_TESTERS(
      Rule.error(
          APPLE_REFUSED,
          "The build is for TestFlight's internal testers only",
          "a build for the App Store (APP_STORE_ELIGIBLE)",
          "Export it without \"TestFlight internal testing only\" and upload a build with a higher"
              + " number.",
          "App Store Connect API, Build: buildAudienceType; review-live.md, C")),
  BUILD_NEWER_PASSED_OVER(
      Rule.warning(
          APPLE_REFUSED,
          "A newer build of the version cannot be released, so an older one is used",
          null,
          "If you want the newer one, cancel this release, and drop again when that build is"
              + " ready.",
          "App Store Connect API, Build: processingState, expired, buildAudienceType"));

  private final Rule rule;

  BuildCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
