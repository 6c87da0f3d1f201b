package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.metrics.Metric;
import dev.slipway.metrics.Metrics;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.AppleErrorPolicy;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.actions.StepResult.IntentAfter;
import dev.slipway.releases.actions.Stop;
import dev.slipway.releases.bytes.ByteSteps;
import dev.slipway.releases.steps.Step;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Carries out one step, whichever it is, and measures how long it takes. Thread-safe.
final class StepExecution {
  private final AppleSteps apple;
  private final PredecessorTakeover takeover;
  private final LaneQueue laneQueue;
  private final Reach reach;
  private final InstantSource clock;
  private final Metrics metrics;

  StepExecution(
      AppleSteps apple,
      PredecessorTakeover takeover,
      LaneQueue laneQueue,
      Reach reach,
      InstantSource clock,
      Metrics metrics) {
    this.apple = apple;
    this.takeover = takeover;
    this.laneQueue = laneQueue;
    this.reach = reach;
    this.clock = clock;
    this.metrics = metrics;
  }

  /// Whether the step may be taken here.
  boolean reaches(Step step) {
    return switch (reach) {
      case Reach.DropsAndApple _ -> true;
      case Reach.AppleAlone() -> !(step instanceof Step.Bytes);
    };
  }

  /// Carries out a step within reach. What Apple refuses, and what the step has no answer of its
  /// own for, becomes a result.
  Acted run(Session session, Invocation invocation, Step step) throws InterruptedException {
    long begin = System.nanoTime();
    try {
      return act(session, invocation, step);
    } catch (AppStoreConnectException e) {
      return new StepResult(
          session.release(), AppleErrorPolicy.of(e, Attempt.of(step)), afterFailure(step, e));
    } finally {
      metrics.add(
          Metric.STEP_DURATION, step.name().text(), Math.rint((System.nanoTime() - begin) / 1e6));
    }
  }

  /// What of the content's writes may take effect is noted one by one
  /// ([dev.slipway.releases.content.ContentGate#gaveUpOnAnswer]); their common intent is for the
  /// death of the worker.
  private static IntentAfter afterFailure(Step step, AppStoreConnectException failure) {
    if (step instanceof Step.Write && failure.outcomeUnknown()) {
      return failure.isAnswered() ? IntentAfter.ANSWERED : IntentAfter.OPEN;
    }
    return step.intent() == null ? IntentAfter.NOTHING_NEW : IntentAfter.SETTLED;
  }

  private Acted act(Session session, Invocation invocation, Step step) throws InterruptedException {
    return switch (step) {
      case Step.AtApple atApple -> apple.run(session, atApple);
      case Step.TakeOver(ReleaseId predecessor) ->
          takeover.from(predecessor, session, clock.instant());
      case Step.Bytes bytes ->
          switch (reach) {
            case Reach.DropsAndApple(ByteSteps steps) -> act(session, invocation, bytes, steps);
            case Reach.AppleAlone() ->
                throw new IllegalStateException("the drop is out of reach: " + step.name());
          };
      case Step.Rest _ -> throw new IllegalStateException("rest is no act");
    };
  }

  private Acted act(Session session, Invocation invocation, Step.Bytes step, ByteSteps bytes)
      throws InterruptedException {
    var now = clock.instant();
    return switch (step) {
      case Step.ReadDrop() -> bytes.readDrop(session.release(), now);
      case Step.TransferParts() -> transfer(session, invocation, bytes);
      case Step.Preflight() ->
          apple.withAccount(
              session,
              now,
              account -> bytes.preflight(account, session.release(), clock.instant()));
      case Step.ApplyContent() ->
          apple.withAccount(
              session,
              now,
              account ->
                  bytes.applyContent(
                      account,
                      new SessionGate(laneQueue, session, invocation, clock),
                      session::release,
                      clock.instant()));
      case Step.MakePlan() -> apple.makePlan(session, bytes);
    };
  }

  private Acted transfer(Session session, Invocation invocation, ByteSteps bytes)
      throws InterruptedException {
    // Parts are not counted, and take long (app-store-connect.md, Rate limits).
    session.returnUnusedCalls();
    var gate = new TransferGate(laneQueue, session, invocation);
    var acted =
        bytes.transfer(session.release(), gate, invocation::hasTimeForPart, session::release);
    @Nullable Stop stop = gate.stop();
    return stop == null ? acted : stop;
  }
}
