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
import dev.slipway.releases.model.ledgers.VersionLedger;
import java.time.Instant;

/// The steps that remove build uploads from Apple: a reservation given back, and what a predecessor
/// or an interrupted worker left.
public final class BuildUploadRemovals {
  private final AppStoreConnectClient apple;

  public BuildUploadRemovals(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Gives a reservation back; one that is gone or came to something needs no giving back.
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

  /// What came late is removed where nothing would ever use it; versions, texts, media and
  /// submissions are looked at and compared again.
  public StepResult lookOnceMore(ReleaseRecord release, LateWrites late, Instant now) {
    late.uploads().forEach(upload -> removeReserved(release, upload));
    return StepResult.progressed(
        release
            .withLateWrites(null)
            .withVersion(VersionLedger.EMPTY)
            .withContent(release.content().in(ContentLedger.State.WRITING))
            .withReview(ReviewLedger.EMPTY)
            .moved(release.status(), now, "Work on it was interrupted: looked through once more."));
  }

  /// Removes reservations under these numbers that are not the release's own.
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
      // Gone, or it became a build: either way it no longer stands in the way.
    }
  }
}
