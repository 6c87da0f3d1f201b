package dev.slipway.releases.reconcile;

import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.Acted.Stop;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.RecentObservations;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.ledgers.AbandonedUpload;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.Documents.Versioned;
import java.time.Duration;
import java.time.Instant;

/// Decides what a release does about the release that it superseded in the lane.
final class PredecessorTakeover {
  private static final Duration NEWER_VERSION_LOOK = Duration.ofMinutes(15);

  private final ReleaseStore releases;
  private final LaneClaims lanes;

  PredecessorTakeover(ReleaseStore releases, LaneClaims lanes) {
    this.releases = releases;
    this.lanes = lanes;
  }

  /// Adopts the predecessor's upload if it is of the same file; otherwise notes what it reserved at
  /// Apple for removal. The steps that look for a version and a draft submission adopt these.
  Acted from(ReleaseId predecessor, Session session, Instant now) {
    var release = session.release();
    var found =
        releases.update(
            predecessor,
            other ->
                isUnderWay(other) && !other.hasIntentOfNewerVersion()
                    ? LaneQueue.superseded(other, release.id(), now)
                    : other);
    if (found.map(Versioned::value).filter(PredecessorTakeover::isLeftToNewerVersion).isPresent()) {
      return StepResult.notBegun(
          release,
          new Outcome.Waiting(
              null,
              now.plus(NEWER_VERSION_LOOK),
              "Waiting for release "
                  + predecessor
                  + ": only a newer version of Slipway can continue it.",
              null));
    }
    var taken =
        found
            .map(
                other ->
                    seenBefore(
                        other.value(),
                        LateWrites.ofPredecessor(
                            inherit(release, other.value()), other.value(), now)))
            .orElse(release);
    session.setRelease(taken);
    if (!session.writeWhileWorking()) {
      return Stop.RECORD_LOST;
    }
    var next = lanes.tookOver(taken, predecessor);
    return StepResult.progressed(session.release().withPredecessor(next.orElse(null)));
  }

  private static boolean isUnderWay(ReleaseRecord release) {
    return release.state().isOpen() || release.state() == ReleaseState.NEEDS_ATTENTION;
  }

  /// Returns whether only a newer version may continue the release. One that is over is not left to
  /// it: what its write may still do counts among the late writes.
  private static boolean isLeftToNewerVersion(ReleaseRecord release) {
    return isUnderWay(release) && release.hasIntentOfNewerVersion();
  }

  /// Forgets what preflight saw at Apple, unless the predecessor did nothing there.
  private static ReleaseRecord seenBefore(ReleaseRecord predecessor, ReleaseRecord taken) {
    boolean began = predecessor.build().uploadId() != null || predecessor.intent() != null;
    return began || predecessor.build().buildId() != null
        ? RecentObservations.forgotten(taken)
        : taken;
  }

  private static ReleaseRecord inherit(ReleaseRecord release, ReleaseRecord predecessor) {
    var theirs = predecessor.build();
    Desired before = predecessor.desired();
    if (before == null) {
      return release;
    }
    var intent = predecessor.intent();
    boolean untouched = release.build().uploadId() == null;
    if (theirs.uploadId() != null && untouched && sameFile(release, before)) {
      return release.withBuild(theirs);
    }
    if (theirs.uploadId() != null && theirs.committedAt() == null) {
      return release.withAbandoned(
          new AbandonedUpload(
              theirs.uploadId(),
              before.shortVersion(),
              before.bundleVersion(),
              predecessor.createdAt()));
    }
    if (intent != null && intent.isOf(WriteKind.RESERVE_BUILD_UPLOAD)) {
      return release.withAbandoned(
          new AbandonedUpload(null, before.shortVersion(), before.bundleVersion(), intent.at()));
    }
    return release;
  }

  private static boolean sameFile(ReleaseRecord release, Desired before) {
    var mine = RequiredFacts.desired(release);
    return mine.isOfSameIpa(before)
        && mine.shortVersion().equals(before.shortVersion())
        && mine.bundleVersion().equals(before.bundleVersion());
  }
}
