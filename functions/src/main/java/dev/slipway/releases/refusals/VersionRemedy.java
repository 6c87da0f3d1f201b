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
                  "The encryption question is not answered. Set usesNonExemptEncryption in"
                      + " release.json, or ITSAppUsesNonExemptEncryption in the app's"
                      + " Info.plist."));
      case "appEncryptionDeclaration" ->
          Optional.of(
              Problem.of(
                  ProblemType.EXPORT_COMPLIANCE_UNANSWERED,
                  "The build uses non-exempt encryption and has no encryption declaration that"
                      + " Apple accepts. Add it, or complete its documents, in App Store Connect"
                      + " (App Information, App Encryption Documentation), then upload again."));
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
                  "The copyright is missing. Add it to metadata/copyright.txt, or as copyright to"
                      + " release.json"
                      + RefusalTranslation.AGAIN));
      case "earliestReleaseDate" ->
          Optional.of(
              Problem.at(
                  "$.earliestReleaseDate",
                  ProblemType.RELEASE_JSON_INVALID,
                  "Apple rejects the release date. Set another one in release.json."));
      case "appStoreReviewDetail" ->
          Optional.of(
              Problem.at(
                  "metadata/review_information/",
                  ProblemType.REVIEW_INFORMATION_INCOMPLETE,
                  "App Review has no contact. Add first_name.txt, last_name.txt, phone_number.txt"
                      + " and email_address.txt to metadata/review_information/"
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
                "The app does not declare whether it shows third-party content. Set contentRights"
                    + " in release.json."))
        : Optional.empty();
  }
}
