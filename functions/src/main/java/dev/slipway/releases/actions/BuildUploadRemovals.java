package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.builduploads.BuildUploadState;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.AbandonedUpload;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import java.time.Instant;

/// The steps that remove build uploads from Apple: an unused reservation, and what a predecessor or
/// an interrupted worker left behind.
public final class BuildUploadRemovals {
  private final AppStoreConnectClient apple;

  public BuildUploadRemovals(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Deletes the reservation. One that no longer exists, or that became a build, is left alone.
  public StepResult discard(ReleaseRecord release, Instant now) {
    try {
      apple.buildUploads().delete(RequiredFacts.uploadId(release));
    } catch (NotFound e) {
      return StepResult.progressed(release.withBuild(BuildLedger.EMPTY));
    } catch (Conflict e) {
      return StepResult.progressed(release.withBuild(release.build().committed(now)));
    }
    return StepResult.progressed(release.withBuild(BuildLedger.EMPTY));
  }

  /// Removes what an earlier release of the app reserved and never used.
  public StepResult removeAbandoned(ReleaseRecord release, AbandonedUpload abandoned) {
    var known = abandoned.uploadId();
    if (known != null) {
      remove(known);
    } else {
      removeReserved(release, abandoned);
    }
    return StepResult.progressed(release.withAbandoned(null));
  }

  /// Removes late reservations that no release would ever use, and clears the ledgers, so that
  /// versions, texts, media, TestFlight and submissions are read and compared again.
  public StepResult lookOnceMore(ReleaseRecord release, LateWrites late, Instant now) {
    late.uploads().forEach(upload -> removeReserved(release, upload));
    return StepResult.progressed(
        release
            .withLateWrites(null)
            .withVersion(VersionLedger.EMPTY)
            .withContent(release.content().in(ContentLedger.State.WRITING))
            .withReview(ReviewLedger.EMPTY)
            .withTestFlight(TestFlightLedger.EMPTY)
            .moved(
                release.status(),
                now,
                "Work was interrupted. Slipway checks everything at Apple again."));
  }

  /// Removes reservations with these numbers, except the one that the release uses.
  private void removeReserved(ReleaseRecord release, AbandonedUpload abandoned) {
    apple
        .buildUploads()
        .find(
            RequiredFacts.app(release),
            abandoned.shortVersion(),
            abandoned.bundleVersion(),
            RequiredFacts.desired(release).platform())
        .stream()
        .filter(upload -> upload.state() == BuildUploadState.AWAITING_UPLOAD)
        .filter(upload -> !upload.id().equals(release.build().uploadId()))
        .filter(
            upload ->
                BuildSteps.createdSince(
                    upload, abandoned.since().minus(BuildSteps.CLOCK_ALLOWANCE)))
        .forEach(upload -> remove(upload.id()));
  }

  private void remove(BuildUploadId id) {
    try {
      apple.buildUploads().delete(id);
    } catch (NotFound | Conflict e) {
      // It is gone or became a build. Either way it no longer blocks the release.
    }
  }
}
