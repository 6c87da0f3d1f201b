package dev.slipway.releases.reconcile;

import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.steps.Step;
import java.time.Instant;

/// Ensures what must hold before a step: a lease that covers its write, and its intent in the
/// record. Thread-safe.
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
    /// Another worker continues, or the record says what the release waits for.
    OVER
  }

  Readiness prepare(Session session, Invocation invocation, Step step, Instant now) {
    if (step instanceof Step.Write write) {
      if (!session.leaseCovers(write.kind()) && !laneQueue.claim(session, invocation)) {
        return Readiness.OVER;
      }
      if (write instanceof Step.Submit && !lanes.submitting(session.release())) {
        // A newer drop took the lane: the claim records which, and this worker stops.
        return laneQueue.claim(session, invocation) ? Readiness.PLAN_AGAIN : Readiness.OVER;
      }
    }
    var intent = step.intent();
    if (intent != null) {
      // All content writes share one intent: each is compared with what exists at Apple first.
      session.setRelease(session.release().withIntent(new Intent(intent, now)));
    } else if (!mustBeSeen(session, step)) {
      return Readiness.READY;
    }
    return session.writeWhileWorking() ? Readiness.READY : Readiness.OVER;
  }

  /// Returns whether the record must be written before the step. Preflight takes long, and the
  /// sweep must not begin it a second time meanwhile.
  private static boolean mustBeSeen(Session session, Step step) {
    return step instanceof Step.Preflight && !session.release().plan().wanted();
  }
}
