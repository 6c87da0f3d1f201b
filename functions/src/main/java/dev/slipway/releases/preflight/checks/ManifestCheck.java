package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.EXPORT_COMPLIANCE_UNANSWERED;
import static dev.slipway.problems.ProblemType.METADATA_INVALID;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of `release.json` and `copyright.txt` against the app and the clock.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum ManifestCheck implements Check {
  VERSION_CONTRADICTS_APP(
      Rule.error(
          RELEASE_JSON_INVALID,
          "release.json and the app have different versions",
          "the app's CFBundleShortVersionString",
          "Correct or remove the field version, or upload the build that you meant.",
          "reference 7.3: a version's string must equal its build's")),
  ENCRYPTION_CONTRADICTS_APP(
      Rule.error(
          RELEASE_JSON_INVALID,
          "release.json and the app answer the encryption question differently",
          "the app's ITSAppUsesNonExemptEncryption",
          "Find out which answer is true, and correct the other one. It is a legal statement.",
          "Apple, Complying with Encryption Export Regulations")),
  ENCRYPTION_UNANSWERED(
      Rule.error(
          EXPORT_COMPLIANCE_UNANSWERED,
          "The app does not say whether it uses non-exempt encryption",
          "ITSAppUsesNonExemptEncryption in the Info.plist, or usesNonExemptEncryption in"
              + " release.json",
          "Set usesNonExemptEncryption in release.json, or add ITSAppUsesNonExemptEncryption to the"
              + " Info.plist and build again. It is a legal statement that only you can make.",
          "Apple, Complying with Encryption Export Regulations; reference 7.5")),
  EXPORT_COMPLIANCE_CODE_MISSING(
      Rule.error(
          EXPORT_COMPLIANCE_UNANSWERED,
          "The Info.plist declares non-exempt encryption without an export compliance code",
          "ITSEncryptionExportComplianceCode with the code of an approved encryption declaration",
          "Add the code, or remove ITSAppUsesNonExemptEncryption from the Info.plist and set"
              + " usesNonExemptEncryption to true in release.json. Then build again.",
          "error 90592, Invalid Export Compliance Code (first-release-live.md D)")),
  RELEASE_DATE_PAST(
      Rule.error(
          RELEASE_JSON_INVALID,
          "The release date is not in the future",
          "a whole hour in the future",
          "Set a later earliestReleaseDate, or another releaseType.",
          "App Store Connect API, AppStoreVersion.earliestReleaseDate; reference 7.3")),
  RELEASE_DATE_NOT_WHOLE_HOUR(
      Rule.error(
          RELEASE_JSON_INVALID,
          "The release date is not a whole hour in UTC",
          "minutes and seconds are zero in UTC",
          "Set earliestReleaseDate to a whole hour.",
          "error \"The attribute 'earliestReleaseDate' only allows hour precision\"")),
  RELEASE_DATE_MISSING(
      Rule.error(
          RELEASE_JSON_INVALID,
          "A SCHEDULED release has no date",
          null,
          "Add earliestReleaseDate, or choose another releaseType.",
          "App Store Connect API, AppStoreVersion.earliestReleaseDate; reference 7.3")),
  RELEASE_DATE_NOT_SCHEDULED(
      Rule.error(
          RELEASE_JSON_INVALID,
          "A release date is set, but the release is not SCHEDULED",
          null,
          "Set releaseType to SCHEDULED, or remove the date.",
          "App Store Connect API, AppStoreVersion.earliestReleaseDate; reference 7.3")),
  NOT_WITH_TESTFLIGHT_ALONE(
      Rule.warning(
          RELEASE_JSON_INVALID,
          "The release ends with TestFlight, so this field changes nothing",
          null,
          "Remove the field, or only from testFlight.",
          "App Store Connect Help, TestFlight: testers get a build without price, availability and"
              + " App Review")),
  COPYRIGHT_SIGN(
      Rule.warning(
          METADATA_INVALID,
          "The copyright begins with a sign that the App Store adds automatically",
          "for example \"2026 Example Ltd\"",
          "Remove the sign.",
          "App Store Connect Help, Platform version information: Copyright")),
  COPYRIGHT_YEAR(
      Rule.warning(
          METADATA_INVALID,
          "The copyright has no year, or a year in the future",
          "for example \"2026 Example Ltd\"",
          "Begin it with the year in which the rights were obtained.",
          "App Store Connect Help, Platform version information: Copyright")),
  COPYRIGHT_URL(
      Rule.warning(
          METADATA_INVALID,
          "The copyright contains a URL",
          "for example \"2026 Example Ltd\"",
          "Remove the URL.",
          "App Store Connect Help, Platform version information: Copyright"));

  private final Rule rule;

  ManifestCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
