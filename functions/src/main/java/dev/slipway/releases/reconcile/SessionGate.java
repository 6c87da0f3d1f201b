package dev.slipway.releases.reconcile;

import dev.slipway.releases.content.ContentGate;
import dev.slipway.releases.model.ContentLedger;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.reconcile.Session.LostRecordException;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// Lets the content's writes through while the lane is ours, and keeps their progress; called by
/// several threads.
final class SessionGate implements ContentGate {
  /// Several threads make calls, each a few before it asks again.
  private static final int CALLS_AT_ONCE = 8;

  private final Turns turns;
  private final Session session;
  private final Pass pass;
  private final InstantSource clock;
  private boolean laneLost;

  SessionGate(Turns turns, Session session, Pass pass, InstantSource clock) {
    this.turns = turns;
    this.session = session;
    this.pass = pass;
    this.clock = clock;
  }

  @Override
  public synchronized boolean hasTime() {
    return pass.hasTimeForPart() && session.mayCall(CALLS_AT_ONCE);
  }

  @Override
  public synchronized void beforeWrite() {
    if (!session.leaseEndsWithin(LaneClaims.LEASE.dividedBy(2))) {
      return;
    }
    if (laneLost || !turns.renew(session, pass)) {
      laneLost = true;
      throw new LaneLostException();
    }
  }

  /// The lane is no longer ours: no thread begins a further write.
  static final class LaneLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LaneLostException() {
      super("the lane is no longer this worker's");
    }
  }

  @Override
  public synchronized void gaveUpOnAnswer() {
    session.keep(LateWrites.ofGivenUp(session.release(), clock.instant()));
  }

  @Override
  public synchronized void progress(UnaryOperator<ContentLedger> change) {
    var release = session.release();
    session.keep(release.withContent(change.apply(release.content())));
    try {
      session.saveAtWork();
    } catch (LostRecordException e) {
      throw new StoppedException();
    }
    if (session.release().orders().cancel() != null) {
      throw new StoppedException();
    }
  }
}
