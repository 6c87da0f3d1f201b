package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.metrics.Metrics;
import dev.slipway.problems.Problem;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.Acted.Stop;
import dev.slipway.releases.actions.AppleAccounts;
import dev.slipway.releases.actions.AppleErrorPolicy;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.RecentObservations;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.slots.UploadSlots;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.Step;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.storefronts.StorefrontLook;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings releases forward: load the record, claim the lane, plan one step, act, record the
/// outcome, and again, until the release rests or the invocation's time is nearly up. Every trigger
/// means the same: "look at this release again". Thread-safe.
///
/// - A write to Apple is recorded as an intent before the call, together with all that was found
///   before it. Looks are not recorded on their own, because they can be repeated.
/// - Only the record carries state from one invocation to the next.
/// - [AppleErrorPolicy] decides what the step does not decide.
public final class Reconciler {
  private static final Logger LOGGER = System.getLogger(Reconciler.class.getName());

  /// In case the worker that holds a slot dies, or its wake object is lost.
  private static final Duration SLOT_LOOK = Duration.ofMinutes(5);

  private final ReleaseStore releases;
  private final LaneClaims lanes;
  private final LaneQueue laneQueue;
  private final OutcomeRecording recording;
  private final StepPreparation preparation;
  private final StepExecution execution;
  private final StorefrontLook storefronts;
  private final InstantSource clock;

  /// Creates a reconciler that measures nothing; see the other constructor.
  public Reconciler(
      ReleaseStore releases,
      LaneStore lanes,
      AppleAccounts accounts,
      Reach reach,
      InstantSource clock) {
    this(releases, lanes, accounts, reach, clock, Metrics.none());
  }

  /// Creates a reconciler.
  public Reconciler(
      ReleaseStore releases,
      LaneStore lanes,
      AppleAccounts accounts,
      Reach reach,
      InstantSource clock,
      Metrics metrics) {
    this.releases = releases;
    this.lanes = new LaneClaims(lanes, releases, clock);
    this.laneQueue = new LaneQueue(this.lanes, releases, clock);
    this.recording = new OutcomeRecording(this.lanes, clock);
    this.preparation = new StepPreparation(this.lanes, laneQueue);
    this.storefronts = new StorefrontLook(releases.warnings());
    this.execution =
        new StepExecution(
            new AppleSteps(accounts, this.lanes, storefronts, clock),
            new PredecessorTakeover(releases, this.lanes),
            this.lanes,
            laneQueue,
            reach,
            clock,
            metrics);
    this.clock = clock;
  }

  /// Works on a release until it rests. Does nothing for an unknown release.
  public void reconcile(ReleaseId id, Invocation invocation) {
    var stored = releases.read(id);
    if (stored.isEmpty()) {
      return;
    }
    var session = new Session(releases, clock, stored.get());
    if (session.release().hasIntentOfNewerVersion()) {
      leaveToNewerVersion(session);
      return;
    }
    session.setRelease(RecentObservations.fresh(session.release(), clock.instant()));
    try {
      work(session, invocation);
      session.publishOutbox();
    } finally {
      leave(session, invocation);
    }
  }

  /// Gives back what this worker holds. A slot also when the state bucket fails before: otherwise
  /// nobody could use it until this invocation would have had to end.
  private void leave(Session session, Invocation invocation) {
    try {
      endLease(session, invocation);
      session.returnUnusedCalls();
    } finally {
      session.giveSlotBack();
    }
  }

  /// Waits without claiming the lane and without forgetting what was observed: the newer version
  /// continues from the record as it left it.
  private void leaveToNewerVersion(Session session) {
    var release = session.release();
    if (!isWorkable(release)
        || !(NextStep.of(release, clock.instant())
            instanceof Step.Wait(var _, Instant until, String reason))) {
      return;
    }
    var intent = release.intent();
    LOGGER.log(
        Level.WARNING,
        "Release left to a newer version",
        Map.of("releaseId", release.id().value(), "intent", intent == null ? "" : intent.write()));
    session.setRelease(
        release.withStatus(release.status().postponed(release.status().problem(), reason, until)));
    session.write();
  }

  private void endLease(Session session, Invocation invocation) {
    var release = session.release();
    if (release.app() != null && release.desired() != null && !release.plan().wanted()) {
      lanes.endLease(release, invocation.owner());
    }
  }

  /// Lets the next release of the app in, after the batched poll ended a release outside of the
  /// loop.
  public void leaveLane(ReleaseRecord release) {
    lanes.leave(release);
  }

  /// Returns a release that the batched poll has just seen reach the App Store, with warnings about
  /// territories in which Apple does not offer it.
  ///
  /// @param before the release before that
  public ReleaseRecord onSale(
      AppStoreConnectClient apple, ReleaseRecord before, ReleaseRecord after) {
    return storefronts.onSale(apple, before, after, clock.instant());
  }

  /// Returns whether no later release adopted this release's build.
  public boolean ownsItsBuild(ReleaseRecord release) {
    return lanes.ownsItsBuild(release);
  }

  private void work(Session session, Invocation invocation) {
    while (isWorkable(session.release())) {
      if (!invocation.hasTimeForStep()) {
        goOnLater(session, invocation);
        return;
      }
      boolean entersLane =
          needsLane(session.release()) && session.leaseEndsWithin(LaneClaims.LEASE.dividedBy(2));
      if (entersLane && isForAnother(session.release())) {
        goOnLater(session, invocation);
        return;
      }
      if (entersLane && !laneQueue.enter(session, invocation)) {
        return;
      }
      // We hold the lane, so an intent that is still open belongs to a worker that died; its
      // outcome is unknown.
      session.setRelease(LateWrites.ofOwn(session.release(), clock.instant()));
      var now = clock.instant();
      var step = NextStep.of(session.release(), now);
      if (step instanceof Step.Rest rest) {
        recording.rest(session, rest, now);
        return;
      }
      if (!execution.reaches(step) || !hasTimeFor(step, invocation)) {
        goOnLater(session, invocation);
        return;
      }
      if (!execution.hasSlot(session, invocation, step)) {
        waitForSlot(session, now);
        return;
      }
      forgetSlotWait(session);
      boolean goesOn =
          switch (preparation.prepare(session, invocation, step, now)) {
            case READY -> act(session, invocation, step);
            case PLAN_AGAIN -> true;
            case OVER -> false;
          };
      if (!goesOn) {
        return;
      }
    }
    if (session.write()) {
      lanes.leave(session.release());
    }
  }

  /// Rests until a slot is free: who gives one back wakes the release.
  private void waitForSlot(Session session, Instant now) {
    var release = session.release();
    var status = release.status();
    session.setRelease(
        release.withStatus(
            status.postponed(status.problem(), UploadSlots.WAITING_FOR, now.plus(SLOT_LOOK))));
    session.write();
  }

  private static void forgetSlotWait(Session session) {
    var release = session.release();
    if (UploadSlots.WAITING_FOR.equals(release.status().waitingFor())) {
      session.setRelease(release.withStatus(release.status().withWaitingFor(null)));
    }
  }

  private static boolean hasTimeFor(Step step, Invocation invocation) {
    return switch (step) {
      case Step.TransferParts _, Step.ApplyContent _, Step.ComparePlan _ ->
          invocation.hasTimeForPart();
      case Step.ApplyBetaReviewInformation _ ->
          invocation.hasTimeFor(WriteKind.APPLY_BETA_REVIEW_INFORMATION);
      case Step.Write write -> invocation.hasTimeFor(write.kind());
      case Step.Intake _, Step.Look _, Step.RecordWrite _, Step.Rest _ -> true;
    };
  }

  /// Returns whether there may be work. A parked release can still be canceled, including at Apple;
  /// the phased release of a released version can be paused.
  static boolean isWorkable(ReleaseRecord release) {
    return release.state().isOpen()
        || (release.state() == ReleaseState.NEEDS_ATTENTION && release.orders().cancel() != null)
        || release.orders().phasedRelease() != null;
  }

  /// Returns whether the release needs its lane. Until its preflight has passed, a release changes
  /// nothing, and the one under way goes on; a submitted release is only read. Every other change
  /// to an app needs the lane.
  private static boolean needsLane(ReleaseRecord release) {
    return release.app() != null
        && release.desired() != null
        && release.preflight().at() != null
        && release.state().isOpen()
        && !release.state().isSubmitted()
        && !release.plan().wanted();
  }

  /// Returns whether another function takes the next step of a release that needs its lane: then
  /// this one does not claim the lane only to give it back. Where the release waits behind another
  /// one, or an earlier worker's write has an unknown outcome, the lane decides what comes next.
  private boolean isForAnother(ReleaseRecord release) {
    if (!execution.entersLanes()) {
      return true;
    }
    if (release.state() == ReleaseState.QUEUED || release.intent() != null) {
      return false;
    }
    var step = NextStep.of(release, clock.instant());
    return !(step instanceof Step.Rest) && !execution.reaches(step);
  }

  /// Acts and records the outcome.
  ///
  /// @return false when this invocation is done with the release
  private boolean act(Session session, Invocation invocation, Step step) {
    var before = session.release().status();
    Acted acted;
    try {
      acted = execution.run(session, invocation, step);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      goOnLater(session, invocation);
      return false;
    }
    return switch (acted) {
      case StepResult result -> {
        session.setRelease(result.release().withIntent(intentAfter(step, result)));
        log(session.release(), step, result.outcome());
        if (step instanceof Step.Submit && isRefused(session.release())) {
          lanes.notSubmitted(session.release());
        }
        yield recording.conclude(session, before, step, result.outcome());
      }
      case Stop.LEASE_TOO_SHORT -> {
        // Nothing was sent: the step is planned again with a renewed lease.
        session.setRelease(session.release().withIntent(null));
        yield true;
      }
      // Only now, when all threads of the step have ended: releasing the lane while one of them is
      // at Apple would let the successor in beside it.
      case Stop.LANE_LOST -> laneQueue.claim(session, invocation);
      // Superseded: the record says so already. Canceled: the planner sees the order.
      case Stop.ORDERED ->
          !session.isLost()
              && session.release().orders().cancel() != null
              && session.release().state().isOpen();
      case Stop.RECORD_LOST -> false;
    };
  }

  /// Returns whether Apple has certainly not taken the submission that was just sent.
  private static boolean isRefused(ReleaseRecord release) {
    return release.intent() == null && !release.state().isSubmitted();
  }

  private static @Nullable Intent intentAfter(Step step, StepResult result) {
    var intent = result.release().intent();
    return switch (result.intentAfter()) {
      case SETTLED -> null;
      case NOTHING_NEW -> step.intent() == null ? intent : null;
      case OPEN -> intent;
      case ANSWERED -> intent == null ? null : intent.withAnswer();
    };
  }

  private static void log(ReleaseRecord release, Step step, Outcome outcome) {
    var level = outcome instanceof Outcome.Failed ? Level.WARNING : Level.INFO;
    var fields = new LinkedHashMap<String, Object>();
    fields.put("releaseId", release.id().value());
    fields.put("step", step.name().text());
    fields.put("outcome", outcome.name());
    switch (outcome) {
      case Outcome.Progressed() -> {}
      case Outcome.Waiting(var _, Instant until, String reason, var _) -> {
        fields.put("until", until.toString());
        fields.put("reason", reason);
      }
      case Outcome.Settling(String reason, var _) -> fields.put("reason", reason);
      case Outcome.NeedsAttention(Problem problem) -> fields.put("problem", problem.type().slug());
      case Outcome.Failed(Problem cause, var _, var _, var _) ->
          fields.put("problem", cause.type().slug());
    }
    LOGGER.log(level, "Step done", fields);
  }

  /// Hands the release to another invocation, because time is short or the next step is out of this
  /// function's reach. It starts at once if its event arrives, or with the next sweep: a release
  /// that is due already stays so, without a write.
  private void goOnLater(Session session, Invocation invocation) {
    var release = session.release();
    var now = clock.instant();
    var due = release.status().nextCheckAt();
    if (due == null || due.isAfter(now)) {
      session.setRelease(release.withStatus(release.status().dueAt(now)));
    }
    if (!session.write()) {
      return;
    }
    session.publishOutbox();
    // First end the lease; otherwise the woken function finds the lane taken, and the wake is lost.
    endLease(session, invocation);
    if (NextStep.of(release, clock.instant()) instanceof Step.Intake) {
      releases.wakeIntake(release.id());
    } else {
      releases.wake(release.id());
    }
  }
}
