package dev.slipway.releases.reconcile;

import dev.slipway.releases.actions.Stop;
import dev.slipway.releases.bytes.ByteSteps;
import dev.slipway.releases.lane.LaneClaims;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Records the finished parts of a transfer, renews the lease, and ends the transfer when a newer
/// drop took the lane or the release was canceled. For one transfer; not thread-safe.
final class TransferGate implements ByteSteps.PartRecord {
  private final LaneQueue laneQueue;
  private final Session session;
  private final Invocation invocation;
  private @Nullable Stop stop;

  TransferGate(LaneQueue laneQueue, Session session, Invocation invocation) {
    this.laneQueue = laneQueue;
    this.session = session;
    this.invocation = invocation;
  }

  /// Why this ended the transfer; null when it did not.
  @Nullable Stop stop() {
    return stop;
  }

  @Override
  public boolean record(Set<Integer> partNumbers) {
    var release = session.release();
    session.setRelease(release.withBuild(release.build().finished(partNumbers)));
    if (!session.writeWhileWorking()) {
      stop = Stop.RECORD_LOST;
    } else if (session.release().orders().cancel() != null || !hasLane()) {
      stop = Stop.ORDERED;
    }
    return stop == null;
  }

  private boolean hasLane() {
    return !session.leaseEndsWithin(LaneClaims.LEASE.dividedBy(2))
        || laneQueue.claim(session, invocation);
  }
}
