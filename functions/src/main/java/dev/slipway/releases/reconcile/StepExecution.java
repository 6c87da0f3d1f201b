package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.upload.PartUpload.FinishedPart;
import dev.slipway.metrics.Metric;
import dev.slipway.metrics.Metrics;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.Acted.Stop;
import dev.slipway.releases.actions.AppleErrorPolicy;
import dev.slipway.releases.actions.Attempted;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.actions.StepResult.IntentAfter;
import dev.slipway.releases.bytes.IntakeSteps;
import dev.slipway.releases.bytes.Transfer;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.refusals.CarriedStep;
import dev.slipway.releases.steps.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries out any step, and measures its duration. Thread-safe.
final class StepExecution {
  private final AppleSteps apple;
  private final PredecessorTakeover takeover;
  private final LaneClaims lanes;
  private final LaneQueue laneQueue;
  private final Reach reach;
  private final InstantSource clock;
  private final Metrics metrics;

  StepExecution(
      AppleSteps apple,
      PredecessorTakeover takeover,
      LaneClaims lanes,
      LaneQueue laneQueue,
      Reach reach,
      InstantSource clock,
      Metrics metrics) {
    this.apple = apple;
    this.takeover = takeover;
    this.lanes = lanes;
    this.laneQueue = laneQueue;
    this.reach = reach;
    this.clock = clock;
    this.metrics = metrics;
  }

  /// Returns whether this function works on apps whose lane it holds.
  boolean entersLanes() {
    return !(reach instanceof Reach.Intake);
  }

  /// Takes a slot for the release if it is to move bytes and has none.
  ///
  /// @return false when the release waits for a slot
  boolean hasSlot(Session session, Invocation invocation, Step step) {
    // While Apple processes media, this step only looks, and rarely replaces an asset that failed.
    boolean looks =
        step instanceof Step.ApplyContent
            && session.release().content().state() == ContentLedger.State.PROCESSING;
    if (!step.needsSlot()
        || looks
        || session.hasSlot()
        || !(reach instanceof Reach.DropsAndApple drops)) {
      return true;
    }
    var slot =
        drops.slots().enter(session.release(), invocation.owner(), invocation.remaining().get());
    slot.ifPresent(held -> session.holdsSlot(() -> drops.slots().giveBack(held)));
    return slot.isPresent();
  }

  /// Returns whether this function may take the step.
  boolean reaches(Step step) {
    return switch (reach) {
      case Reach.Intake _ -> step instanceof Step.Intake || step instanceof Step.FindApp;
      case Reach.DropsAndApple _ -> !(step instanceof Step.Intake);
      case Reach.AppleAlone() -> !(step instanceof Step.Bytes) && !step.needsSlot();
    };
  }

  /// Carries out a step within reach. A refusal by Apple that the step does not handle becomes a
  /// result.
  Acted run(Session session, Invocation invocation, Step step) throws InterruptedException {
    long begin = System.nanoTime();
    try {
      return act(session, invocation, step);
    } catch (AppStoreConnectException e) {
      return new StepResult(
          session.release(),
          AppleErrorPolicy.of(
              e,
              new Attempted(
                  Attempt.of(step),
                  CarriedStep.of(step, session.release()),
                  session.isRoleFound())),
          afterFailure(step, e));
    } finally {
      metrics.add(
          Metric.STEP_DURATION, step.name().text(), Math.rint((System.nanoTime() - begin) / 1e6));
    }
  }

  /// Returns what a failure means for the intent. The content's writes that may still take effect
  /// are noted one by one ([dev.slipway.releases.content.ContentGate#gaveUpOnAnswer]); their common
  /// intent covers the death of the worker.
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
      case Step.Intake intake ->
          switch (reach) {
            case Reach.Intake drop -> act(session, intake, drop);
            case Reach.DropsAndApple _, Reach.AppleAlone _ -> throw outOfReach(step);
          };
      case Step.ComparePlan() ->
          switch (reach) {
            case Reach.DropsAndApple drops -> apple.comparePlan(session, drops.plans());
            case Reach.Intake _, Reach.AppleAlone _ -> throw outOfReach(step);
          };
      case Step.Moving moving ->
          switch (reach) {
            case Reach.DropsAndApple drops -> act(session, invocation, moving, drops);
            case Reach.Intake _, Reach.AppleAlone _ -> throw outOfReach(step);
          };
      case Step.Rest _ -> throw new IllegalStateException("a rest cannot be carried out");
    };
  }

  private static IllegalStateException outOfReach(Step step) {
    return new IllegalStateException("out of reach: " + step.name());
  }

  private Acted act(Session session, Step.Intake step, Reach.Intake drop) {
    var now = clock.instant();
    return switch (step) {
      case Step.ReadDrop() ->
          drop.reading()
              .read(
                  session.release(),
                  now,
                  release -> {
                    session.setRelease(release);
                    return session.writeWhileWorking()
                        ? Optional.of(session.release())
                        : Optional.empty();
                  });
      case Step.Preflight() -> preflight(session, drop.checks(), now);
      case Step.MakePlan() -> apple.makePlan(session, drop.plans());
    };
  }

  private Acted act(
      Session session, Invocation invocation, Step.Moving step, Reach.DropsAndApple drops)
      throws InterruptedException {
    return switch (step) {
      case Step.TransferParts() -> transfer(session, invocation, drops.transfer());
      case Step.ApplyContent() ->
          apple.withAccount(
              session,
              clock.instant(),
              account ->
                  drops
                      .content()
                      .apply(
                          account,
                          new SessionGate(laneQueue, session, invocation, clock),
                          session::release,
                          session.isRoleFound(),
                          clock.instant()));
      case Step.ApplyBetaReviewInformation() ->
          apple.withAccount(
              session,
              clock.instant(),
              account ->
                  drops
                      .content()
                      .applyBetaReviewInformation(
                          account,
                          new SessionGate(laneQueue, session, invocation, clock),
                          session::release,
                          session.isRoleFound(),
                          clock.instant()));
    };
  }

  /// Checks the release beside the one that is under way, which goes on meanwhile.
  private Acted preflight(Session session, IntakeSteps checks, Instant now) {
    var release = session.release();
    var meeting = lanes.meeting(release);
    var newer = meeting.newer();
    if (newer != null && !release.plan().wanted()) {
      return StepResult.progressed(LaneQueue.superseded(release, newer, now));
    }
    session.setRelease(meeting.noted(release));
    var acted =
        apple.withAccount(
            session,
            now,
            account ->
                checks.preflight(
                    account,
                    session.release(),
                    meeting.awaited(),
                    session.justSeen(),
                    clock.instant()));
    var underWay = meeting.underWay();
    return underWay != null
            && acted instanceof StepResult result
            && result.outcome() instanceof Outcome.NeedsAttention
        ? new StepResult(unaffected(result.release(), underWay, now), result.outcome())
        : acted;
  }

  private static ReleaseRecord unaffected(
      ReleaseRecord release, ReleaseRecord underWay, Instant now) {
    return release.plan().wanted()
        ? release
        : release.moved(
            release.status(),
            now,
            "This drop does not affect release " + underWay.id() + ", which continues.");
  }

  private Acted transfer(Session session, Invocation invocation, Transfer transfer)
      throws InterruptedException {
    // Parts do not count as calls, and take long (app-store-connect.md, Rate limits).
    session.returnUnusedCalls();
    var gate = new TransferGate(laneQueue, session, invocation);
    var acted = transfer.run(session.release(), gate, invocation::hasTimeForPart, session::release);
    @Nullable Stop stop = gate.stop();
    return stop == null ? acted : stop;
  }

  /// Records the finished parts of a transfer, renews the lease, and stops the transfer when a
  /// newer drop took the lane or the release was canceled. For one transfer; not thread-safe.
  private static final class TransferGate implements Transfer.PartRecord {
    private final LaneQueue laneQueue;
    private final Session session;
    private final Invocation invocation;
    private @Nullable Stop stop;

    TransferGate(LaneQueue laneQueue, Session session, Invocation invocation) {
      this.laneQueue = laneQueue;
      this.session = session;
      this.invocation = invocation;
    }

    /// Returns why this gate stopped the transfer; null when it did not.
    @Nullable Stop stop() {
      return stop;
    }

    @Override
    public boolean record(List<FinishedPart> parts) {
      var release = session.release();
      session.setRelease(release.withBuild(release.build().finished(parts)));
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
}
