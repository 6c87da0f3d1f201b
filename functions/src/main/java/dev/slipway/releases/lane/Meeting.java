package dev.slipway.releases.lane;

import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.model.ledgers.BuildLedger;
import org.jspecify.annotations.Nullable;

/// What a release finds in the lane of its app before it enters. Until its preflight has passed, it
/// only looks.
///
/// @param newer a newer release in the lane; null without one
/// @param underWay another release of the app that goes on; null without one
/// @param builtBefore whether one of our releases uploaded the same file
public record Meeting(
    @Nullable ReleaseId newer, @Nullable ReleaseRecord underWay, boolean builtBefore) {

  /// Returns the release with the note that its build may be at Apple already. The release under
  /// way may upload the same file at this moment, which only a release that takes over from it
  /// adopts.
  public ReleaseRecord noted(ReleaseRecord release) {
    boolean untouched = release.build().uploadId() == null && release.build().looks() == 0;
    boolean uploading = underWay != null && !release.plan().wanted() && sameFile(release, underWay);
    return untouched && (builtBefore || uploading)
        ? release.withBuild(BuildLedger.unknown(true))
        : release;
  }

  /// Returns the version with which the release under way is at App Review, or past it: a later
  /// release waits for it. Null without one.
  public @Nullable AppStoreVersionId awaited() {
    if (underWay == null || !underWay.state().isSubmitted()) {
      return null;
    }
    var version = underWay.version().version();
    return version == null ? null : version.id();
  }

  private static boolean sameFile(ReleaseRecord release, ReleaseRecord other) {
    var mine = RequiredFacts.desired(release);
    var theirs = other.desired();
    return theirs != null
        && mine.isOfSameIpa(theirs)
        && VersionNumbers.same(mine.shortVersion(), theirs.shortVersion())
        && VersionNumbers.same(mine.bundleVersion(), theirs.bundleVersion());
  }
}
