package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.EXPORT_COMPLIANCE_UNANSWERED;
import static dev.slipway.problems.ProblemType.METADATA_INVALID;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// What `release.json` and `copyright.txt` say against the app and the clock.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum ManifestCheck implements Check {
  VERSION_CONTRADICTS_APP(
      Rule.error(
          RELEASE_JSON_INVALID,
          "release.json names another version than the app",
          "the app's CFBundleShortVersionString",
          "Correct $.version or take it out, or drop the build that was meant.",
          "reference 7.3: a version's string must equal its build's")),
  ENCRYPTION_CONTRADICTS_APP(
      Rule.error(
          RELEASE_JSON_INVALID,
          "release.json and the app give different answers on encryption",
          "the app's ITSAppUsesNonExemptEncryption",
          "Find out which is true; it is a legal statement. Correct the other one.",
          "Apple, Complying with Encryption Export Regulations")),
  ENCRYPTION_UNANSWERED(
      Rule.error(
          EXPORT_COMPLIANCE_UNANSWERED,
          "Nobody said whether the app uses encryption that is not exempt",
          "ITSAppUsesNonExemptEncryption in the Info.plist, or usesNonExemptEncryption in"
              + " release.json",
          "Add one of them; it is a legal statement that only you can make.",
          "Apple, Complying with Encryption Export Regulations; reference 7.5")),
  ENCRYPTION_NEEDS_DOCUMENTS(
      Rule.warning(
          EXPORT_COMPLIANCE_UNANSWERED,
          "The app uses encryption that is not exempt, for which Apple wants documents",
          null,
          "Make sure that an approved encryption declaration is at App Store Connect, under App"
              + " Information.",
          "App Store Connect Help, Export compliance documentation for encryption")),
  RELEASE_DATE_PAST(
      Rule.error(
          RELEASE_JSON_INVALID,
          "The release date is not in the future",
          "a whole hour in the future",
          "Set a later $.earliestReleaseDate, or another $.releaseType.",
          "App Store Connect API, AppStoreVersion.earliestReleaseDate; reference 7.3")),
  RELEASE_DATE_NOT_WHOLE_HOUR(
      Rule.error(
          RELEASE_JSON_INVALID,
          "The release date is not on a whole hour",
          "minutes and seconds are zero",
          "Set $.earliestReleaseDate to a whole hour.",
          "App Store Connect API, AppStoreVersion.earliestReleaseDate; reference 7.3")),
  RELEASE_DATE_MISSING(
      Rule.error(
          RELEASE_JSON_INVALID,
          "A SCHEDULED release has no date",
          null,
          "Add $.earliestReleaseDate, or choose another $.releaseType.",
          "App Store Connect API, AppStoreVersion.earliestReleaseDate; reference 7.3")),
  RELEASE_DATE_NOT_SCHEDULED(
      Rule.error(
          RELEASE_JSON_INVALID,
          "A release date is given, but the release is not SCHEDULED",
          null,
          "Set $.releaseType to SCHEDULED, or take the date out.",
          "App Store Connect API, AppStoreVersion.earliestReleaseDate; reference 7.3")),
  COPYRIGHT_SIGN(
      Rule.warning(
          METADATA_INVALID,
          "The copyright begins with a sign that the App Store adds by itself",
          "as \"2026 Example Ltd\"",
          "Take the sign out.",
          "App Store Connect Help, Platform version information: Copyright")),
  COPYRIGHT_YEAR(
      Rule.warning(
          METADATA_INVALID,
          "The copyright names no year, or one in the future",
          "as \"2026 Example Ltd\"",
          "Begin it with the year in which the rights were obtained.",
          "App Store Connect Help, Platform version information: Copyright")),
  COPYRIGHT_URL(
      Rule.warning(
          METADATA_INVALID,
          "The copyright holds an address of a web page",
          "as \"2026 Example Ltd\"",
          "Take the address out.",
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
