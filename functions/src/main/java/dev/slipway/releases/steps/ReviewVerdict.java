package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.ReleaseType;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The meaning of Apple's states for a submitted release.
///
/// @param state the release's new state
/// @param message for the timeline
/// @param problem what a person must do; null for nothing
public record ReviewVerdict(ReleaseState state, String message, @Nullable Problem problem) {

  /// Returns whether the version reaches the App Store without another order, so that it is too
  /// late to cancel its release.
  public static boolean isGoingOut(ReleaseRecord release) {
    var version = release.version().version();
    return version != null && isGoingOut(release.state(), version.releaseType());
  }

  /// Returns the same for a version with this state.
  public static boolean isGoingOut(AppVersionState version, @Nullable ReleaseType releaseType) {
    return of(version).filter(verdict -> isGoingOut(verdict.state, releaseType)).isPresent();
  }

  private static boolean isGoingOut(ReleaseState state, @Nullable ReleaseType releaseType) {
    return switch (state) {
      case PENDING_APPLE_RELEASE, PROCESSING_FOR_DISTRIBUTION, READY_FOR_DISTRIBUTION -> true;
      // review-live.md, A20: Apple releases it on its date.
      case PENDING_DEVELOPER_RELEASE -> releaseType == ReleaseType.SCHEDULED;
      case RECEIVED,
          QUEUED,
          UPLOADING,
          PROCESSING,
          PREPARING,
          PREPARED,
          WAITING_FOR_BETA_REVIEW,
          WAITING_FOR_REVIEW,
          IN_REVIEW,
          IN_BETA_TESTING,
          PLANNED,
          REJECTED,
          NEEDS_ATTENTION,
          SUPERSEDED,
          CANCELED ->
          false;
    };
  }

  /// Reads an open submission. Empty when its state does not decide (complete, being withdrawn,
  /// unknown): then the version's state does.
  public static Optional<ReviewVerdict> of(ReviewSubmissionState submission) {
    return switch (submission) {
      case WAITING_FOR_REVIEW ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.WAITING_FOR_REVIEW, "Submitted. Waiting for App Review.", null));
      case IN_REVIEW, COMPLETING ->
          Optional.of(new ReviewVerdict(ReleaseState.IN_REVIEW, "In review.", null));
      case UNRESOLVED_ISSUES -> Optional.of(versionRejected());
      case READY_FOR_REVIEW, CANCELING, COMPLETE, UNKNOWN -> Optional.empty();
    };
  }

  /// Reads the version with its release type. An approved version that has a date may wait for it
  /// as PENDING_DEVELOPER_RELEASE too (review-live.md, A20): nobody has to release it then.
  public static Optional<ReviewVerdict> of(
      AppVersionState version, @Nullable ReleaseType releaseType) {
    return version == AppVersionState.PENDING_DEVELOPER_RELEASE
            && releaseType == ReleaseType.SCHEDULED
        ? Optional.of(
            new ReviewVerdict(
                ReleaseState.PENDING_DEVELOPER_RELEASE,
                "Approved. Apple releases it on its date.",
                null))
        : of(version);
  }

  /// Reads the version. Empty when its state says nothing new.
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
                  "Approved. Apple releases it on its date.",
                  null));
      case PROCESSING_FOR_DISTRIBUTION ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.PROCESSING_FOR_DISTRIBUTION,
                  "Approved. Apple is putting it on the App Store.",
                  null));
      case READY_FOR_DISTRIBUTION, REPLACED_WITH_NEW_VERSION ->
          Optional.of(
              new ReviewVerdict(ReleaseState.READY_FOR_DISTRIBUTION, "On the App Store.", null));
      case REJECTED -> Optional.of(versionRejected());
      case METADATA_REJECTED ->
          Optional.of(
              rejected(
                  "App Review rejected the version's texts or pictures, not its build.",
                  " Correct them, and upload the folder (or the .ipa) again with the same build;"
                      + " a new build is not needed. Slipway then submits the version again."));
      case INVALID_BINARY ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.NEEDS_ATTENTION,
                  "Apple found the build invalid.",
                  Problem.of(
                      ProblemType.BINARY_INVALID,
                      "Apple found the attached build invalid and mails the reason to the team. Fix"
                          + " the app, raise the build number (CFBundleVersion) and upload the new"
                          + " build.")));
      case DEVELOPER_REJECTED, PREPARE_FOR_SUBMISSION, READY_FOR_REVIEW ->
          Optional.of(
              new ReviewVerdict(
                  ReleaseState.CANCELED, "Withdrawn from review in App Store Connect.", null));
      case UNKNOWN -> Optional.empty();
    };
  }

  /// Reads the version of a submission with unresolved issues. App Review may have rejected another
  /// item of it; what it did not reject is READY_FOR_REVIEW (review-live.md, A17) or ACCEPTED.
  /// Whether the version can be approved all the same is not known (first-release-live.md, J).
  ///
  /// @param products the release's products that App Review rejected, in words; empty without any
  public static ReviewVerdict ofUnresolved(
      AppVersionState version, @Nullable ReleaseType releaseType, String products) {
    return switch (version) {
      case REJECTED, METADATA_REJECTED, INVALID_BINARY -> of(version).orElseThrow();
      case PENDING_DEVELOPER_RELEASE,
          PENDING_APPLE_RELEASE,
          PROCESSING_FOR_DISTRIBUTION,
          READY_FOR_DISTRIBUTION,
          REPLACED_WITH_NEW_VERSION ->
          without(products, of(version, releaseType).orElseThrow());
      case ACCEPTED, READY_FOR_REVIEW ->
          products.isEmpty()
              ? rejected(
                  "App Review rejected another item of the submission, not this version.",
                  " Resolve that item there, or remove it from the submission, and submit again"
                      + " there. A new build is not needed, and Slipway follows the version.")
              : rejected(
                  "App Review rejected " + products + ", not this version.",
                  " Correct the product in App Store Connect, then upload the folder again with"
                      + " the same build. Slipway then submits all again.");
      case PREPARE_FOR_SUBMISSION,
          WAITING_FOR_REVIEW,
          WAITING_FOR_EXPORT_COMPLIANCE,
          IN_REVIEW,
          DEVELOPER_REJECTED,
          UNKNOWN ->
          versionRejected();
    };
  }

  /// Adds to an approval that App Review rejected products.
  private static ReviewVerdict without(String products, ReviewVerdict approved) {
    return products.isEmpty()
        ? approved
        : new ReviewVerdict(
            approved.state,
            approved.message + " App Review rejected " + products + ".",
            approved.problem);
  }

  /// Apple says REJECTED of a build and of texts alike (review-live.md, I).
  private static ReviewVerdict versionRejected() {
    return rejected(
        "App Review rejected the version.",
        " If the app has to change, raise CFBundleVersion and upload the new build. If only texts"
            + " or pictures have to change, correct them and upload the folder (or the .ipa)"
            + " again with the same build. Slipway then submits the version again.");
  }

  private static ReviewVerdict rejected(String message, String remedy) {
    return new ReviewVerdict(
        ReleaseState.REJECTED,
        message,
        Problem.of(
            ProblemType.REVIEW_REJECTED,
            message
                + " Apple shows the reason only in App Store Connect: open the app, then App"
                + " Review."
                + remedy));
  }
}
