package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Apple's states mean for a submitted release.
///
/// @param state where the release stands now
/// @param message for the timeline
/// @param problem what a person must do; null when nothing
public record ReviewVerdict(ReleaseState state, String message, @Nullable Problem problem) {

  /// From an open submission. Empty when the submission alone does not tell (it is complete, being
  /// withdrawn or in an unknown state): the version's state does.
  public static Optional<ReviewVerdict> of(ReviewSubmissionState submission) {
    return switch (submission) {
      case WAITING_FOR_REVIEW ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.WAITING_FOR_REVIEW, "Submitted. Waiting for App Review.", null));
      case IN_REVIEW, COMPLETING ->
          Optional.of(new ReviewVerdict(ReleaseState.IN_REVIEW, "In review.", null));
      case UNRESOLVED_ISSUES -> Optional.of(rejected("App Review rejected the version."));
      case READY_FOR_REVIEW, CANCELING, COMPLETE, UNKNOWN -> Optional.empty();
    };
  }

  /// From the version. Empty when its state says nothing new.
  public static Optional<ReviewVerdict> of(AppVersionState version) {
    return switch (version) {
      case WAITING_FOR_REVIEW, WAITING_FOR_EXPORT_COMPLIANCE ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.WAITING_FOR_REVIEW, "Submitted. Waiting for App Review.", null));
      case IN_REVIEW, ACCEPTED ->
          Optional.of(new ReviewVerdict(ReleaseState.IN_REVIEW, "In review.", null));
      case PENDING_DEVELOPER_RELEASE ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.PENDING_DEVELOPER_RELEASE,
                  "Approved. Release it when you are ready.",
                  null));
      case PENDING_APPLE_RELEASE ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.PENDING_APPLE_RELEASE,
                  "Approved. Apple releases it at its date.",
                  null));
      case PROCESSING_FOR_DISTRIBUTION ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.PROCESSING_FOR_DISTRIBUTION,
                  "Approved. Apple puts it on the App Store.",
                  null));
      case READY_FOR_DISTRIBUTION, REPLACED_WITH_NEW_VERSION ->
          Optional.of(
              new ReviewVerdict(ReleaseState.READY_FOR_DISTRIBUTION, "On the App Store.", null));
      case REJECTED -> Optional.of(rejected("App Review rejected the version."));
      case METADATA_REJECTED ->
          Optional.of(rejected("App Review rejected the version's texts or pictures."));
      case INVALID_BINARY ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.NEEDS_ATTENTION,
                  "Apple found the build invalid.",
                  Problem.of(
                      ProblemType.BINARY_INVALID,
                      "Apple found the attached build invalid and mails the reason to the team."
                          + " Mend the app, raise CFBundleVersion and drop the new build.")));
      case DEVELOPER_REJECTED, PREPARE_FOR_SUBMISSION, READY_FOR_REVIEW ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.CANCELED, "Taken out of review at App Store Connect.", null));
      case UNKNOWN -> Optional.empty();
    };
  }

  private static ReviewVerdict rejected(String message) {
    return new ReviewVerdict(
        ReleaseState.REJECTED,
        message,
        Problem.of(
            ProblemType.REVIEW_REJECTED,
            message
                + " The reviewer's reasons stand only on the web: open the app at App Store"
                + " Connect, App Review. Mend what is asked for and drop the new build; it is"
                + " submitted again."));
  }
}
