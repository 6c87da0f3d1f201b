package dev.slipway.releases.refusals;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.Optional;

/// What to do about a field of the build, the version or the app itself that App Review misses;
/// empty when the API or the drop cannot set it.
final class VersionRemedy {
  private VersionRemedy() {}

  static Optional<Problem> ofBuild(String field) {
    return switch (field) {
      case "usesNonExemptEncryption" ->
          Optional.of(
              Problem.at(
                  "$.usesNonExemptEncryption",
                  ProblemType.EXPORT_COMPLIANCE_UNANSWERED,
                  "The question of encryption is not answered: set usesNonExemptEncryption in"
                      + " release.json, or ITSAppUsesNonExemptEncryption in the app's"
                      + " Info.plist."));
      case "appEncryptionDeclaration" ->
          Optional.of(
              Problem.of(
                  ProblemType.EXPORT_COMPLIANCE_UNANSWERED,
                  "The build uses encryption that is not exempt, and has no approved declaration."
                      + " Provide the documents under App Information, App Encryption"
                      + " Documentation, at App Store Connect."));
      default -> Optional.empty();
    };
  }

  static Optional<Problem> ofVersion(String field) {
    return switch (field) {
      case "copyright" ->
          Optional.of(
              Problem.at(
                  "metadata/copyright.txt",
                  ProblemType.METADATA_MISSING,
                  "The copyright is missing: write it into metadata/copyright.txt, or copyright in"
                      + " release.json"
                      + RefusalTranslation.AGAIN));
      case "earliestReleaseDate" ->
          Optional.of(
              Problem.at(
                  "$.earliestReleaseDate",
                  ProblemType.RELEASE_JSON_INVALID,
                  "Apple does not take the date of release: set another one in release.json."));
      case "appStoreReviewDetail" ->
          Optional.of(
              Problem.at(
                  "metadata/review_information/",
                  ProblemType.REVIEW_INFORMATION_INCOMPLETE,
                  "App Review has no contact: write first_name.txt, last_name.txt, phone_number.txt"
                      + " and email_address.txt into metadata/review_information/"
                      + RefusalTranslation.AGAIN));
      default -> Optional.empty();
    };
  }

  static Optional<Problem> ofApp(String field) {
    return field.equals("contentRightsDeclaration")
        ? Optional.of(
            Problem.at(
                "$.contentRights",
                ProblemType.METADATA_MISSING,
                "It is not declared whether the app shows content of others: set contentRights in"
                    + " release.json."))
        : Optional.empty();
  }
}
