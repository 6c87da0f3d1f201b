package dev.slipway.releases.reconcile;

import dev.slipway.releases.content.ContentGate;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// Allows the content's writes while this worker owns the lane, and records their progress. Called
/// by several threads.
final class SessionGate implements ContentGate {
  /// The number of calls that all threads together make before one of them asks again.
  private static final int CALLS_AT_ONCE = 8;

  private final LaneQueue laneQueue;
  private final Session session;
  private final Invocation invocation;
  private final InstantSource clock;
  private boolean laneLost;

  SessionGate(LaneQueue laneQueue, Session session, Invocation invocation, InstantSource clock) {
    this.laneQueue = laneQueue;
    this.session = session;
    this.invocation = invocation;
    this.clock = clock;
  }

  @Override
  public synchronized boolean hasTime() {
    return invocation.hasTimeForPart() && session.mayCall(CALLS_AT_ONCE);
  }

  @Override
  public synchronized Answer beforeWrite() {
    if (!session.leaseEndsWithin(LaneClaims.LEASE.dividedBy(2))) {
      return Answer.GO_ON;
    }
    laneLost = laneLost || !laneQueue.renew(session, invocation);
    return laneLost ? Answer.LANE_LOST : Answer.GO_ON;
  }

  @Override
  public synchronized void gaveUpOnAnswer() {
    session.setRelease(LateWrites.ofGivenUp(session.release(), clock.instant()));
  }

  @Override
  public synchronized Answer progress(UnaryOperator<ContentLedger> change) {
    var release = session.release();
    session.setRelease(release.withContent(change.apply(release.content())));
    return session.writeWhileWorking() && session.release().orders().cancel() == null
        ? Answer.GO_ON
        : Answer.STOP;
  }
}
