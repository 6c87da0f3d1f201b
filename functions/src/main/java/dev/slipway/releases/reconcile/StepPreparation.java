package dev.slipway.releases.reconcile;

import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.steps.Step;
import java.time.Instant;

/// What must hold before a step is carried out: a lease that covers its write, and its intent in
/// the record. Thread-safe.
final class StepPreparation {
  private final LaneClaims lanes;
  private final LaneQueue laneQueue;

  StepPreparation(LaneClaims lanes, LaneQueue laneQueue) {
    this.lanes = lanes;
    this.laneQueue = laneQueue;
  }

  /// Whether a step may be carried out.
  enum Readiness {
    READY,
    PLAN_AGAIN,
    /// Another worker goes on, or the record says what it waits for.
    OVER
  }

  Readiness prepare(Session session, Invocation invocation, Step step, Instant now) {
    if (step instanceof Step.Write write) {
      if (!session.leaseCovers(write.kind()) && !laneQueue.claim(session, invocation)) {
        return Readiness.OVER;
      }
      if (write instanceof Step.Submit && !lanes.submitting(session.release())) {
        // A newer drop took the lane: the claim says which, and nothing more is done here.
        return laneQueue.claim(session, invocation) ? Readiness.PLAN_AGAIN : Readiness.OVER;
      }
    }
    var intent = step.intent();
    if (intent != null) {
      // The content has one for all of its writes: it compares with what is there before it writes.
      session.setRelease(session.release().withIntent(new Intent(intent, now)));
    } else if (!mustBeSeen(session, step)) {
      return Readiness.READY;
    }
    return session.writeWhileWorking() ? Readiness.READY : Readiness.OVER;
  }

  /// Preflight takes long and holds a place in the lane: a release that meets it there must see its
  /// app and its numbers.
  private static boolean mustBeSeen(Session session, Step step) {
    return step instanceof Step.Preflight && !session.release().plan().wanted();
  }
}
