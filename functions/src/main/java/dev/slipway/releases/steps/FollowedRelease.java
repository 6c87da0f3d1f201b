package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.connections.ConnectionId;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import org.jspecify.annotations.Nullable;

/// A submitted release as Apple last showed it. All of it is in one key under `following/`, so the
/// sweep compares Apple's answer with a listing, and reads a record only when they differ.
///
/// @param submissionId null when the submission is not known
/// @param versionId null when the version is not known
/// @param submissionState COMPLETE when only the version counts from now on; UNKNOWN when Apple's
///   state was not seen since the release entered its own
/// @param versionState UNKNOWN when Apple's state was not seen since the release entered its own
public record FollowedRelease(
    ConnectionId connectionId,
    AppId appId,
    Platform platform,
    ReleaseId releaseId,
    @Nullable ReviewSubmissionId submissionId,
    @Nullable AppStoreVersionId versionId,
    ReviewSubmissionState submissionState,
    AppVersionState versionState) {

  /// Returns whether the sweep follows the release: App Review has it, or has approved it, or has
  /// rejected it less than a month ago.
  public static boolean isFollowed(ReleaseRecord release) {
    boolean rejected =
        release.state() == ReleaseState.REJECTED && release.status().nextCheckAt() != null;
    return (rejected || release.state().isSubmitted())
        && release.app() != null
        && release.desired() != null;
  }

  /// Describes the release by its record.
  ///
  /// @throws IllegalStateException when the release's app is not known yet
  public static FollowedRelease of(ReleaseRecord release) {
    var version = release.version().version();
    return new FollowedRelease(
        release.connectionId(),
        RequiredFacts.app(release),
        RequiredFacts.desired(release).platform(),
        release.id(),
        release.review().submissionId(),
        version == null ? null : version.id(),
        submissionState(release),
        version == null ? AppVersionState.UNKNOWN : versionState(release, version.state()));
  }

  private static ReviewSubmissionState submissionState(ReleaseRecord release) {
    var seen = release.review().state();
    return switch (release.state()) {
      case PENDING_DEVELOPER_RELEASE, PENDING_APPLE_RELEASE, PROCESSING_FOR_DISTRIBUTION ->
          ReviewSubmissionState.COMPLETE;
      case REJECTED ->
          seen == ReviewSubmissionState.COMPLETE || seen == ReviewSubmissionState.UNRESOLVED_ISSUES
              ? seen
              : ReviewSubmissionState.UNKNOWN;
      case RECEIVED,
          QUEUED,
          UPLOADING,
          PROCESSING,
          PREPARING,
          PREPARED,
          WAITING_FOR_BETA_REVIEW,
          WAITING_FOR_REVIEW,
          IN_REVIEW,
          READY_FOR_DISTRIBUTION,
          IN_BETA_TESTING,
          PLANNED,
          NEEDS_ATTENTION,
          SUPERSEDED,
          CANCELED ->
          seen != null && agrees(release, ReviewVerdict.of(seen).orElse(null))
              ? seen
              : ReviewSubmissionState.UNKNOWN;
    };
  }

  /// What was seen before the release entered its state says nothing about changes since then.
  private static AppVersionState versionState(ReleaseRecord release, AppVersionState seen) {
    return agrees(release, ReviewVerdict.of(seen).orElse(null)) ? seen : AppVersionState.UNKNOWN;
  }

  private static boolean agrees(ReleaseRecord release, @Nullable ReviewVerdict verdict) {
    return verdict != null && verdict.state() == release.state();
  }

  /// Returns whether Apple's open submissions say nothing about the release any more.
  public boolean isPastReview() {
    return submissionState == ReviewSubmissionState.COMPLETE;
  }

  /// Returns whether the version must be read to know how the release is.
  ///
  /// @param submission the state of its submission now; null when it is not an open one
  public boolean needsVersion(@Nullable ReviewSubmissionState submission) {
    if (versionId == null) {
      return false;
    }
    // Only the version says whether the build or the texts were rejected.
    return !isDecided(submission)
        || (submission == ReviewSubmissionState.UNRESOLVED_ISSUES && submission != submissionState);
  }

  /// Returns whether Apple shows something else than before.
  ///
  /// @param submission the state of its submission now; null when it is not an open one
  /// @param version the state of its version now; null when it was not asked for, or not found
  public boolean differs(
      @Nullable ReviewSubmissionState submission, @Nullable AppVersionState version) {
    return isDecided(submission)
        ? submission != submissionState
        : versionId == null
            // The submission of purchases alone is over.
            ? submissionId != null && submission == null && !isPastReview()
            : version != versionState;
  }

  private boolean isDecided(@Nullable ReviewSubmissionState submission) {
    return !isPastReview() && submission != null && ReviewVerdict.of(submission).isPresent();
  }
}
