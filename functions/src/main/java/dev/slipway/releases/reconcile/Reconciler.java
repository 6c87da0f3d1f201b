package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.metrics.Metric;
import dev.slipway.metrics.Metrics;
import dev.slipway.problems.Problem;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.content.ContentGate;
import dev.slipway.releases.model.BuildLedger;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.plan.ReleasePlanner;
import dev.slipway.releases.plan.Step;
import dev.slipway.releases.reconcile.AppleSteps.LeaseTooShortException;
import dev.slipway.releases.reconcile.Session.LostRecordException;
import dev.slipway.releases.store.LaneStore;
import dev.slipway.releases.store.ReleaseStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings releases forward: load the record, claim the lane, plan one step, act, record what came
/// of it, again, until the release rests or the invocation's time is nearly up. Every trigger means
/// the same: "look at this release again". Thread-safe.
///
/// - A write to Apple is recorded as intent before the call, together with all that was found out
///   before it; looks are not recorded on their own, since they can be repeated.
/// - Nothing is remembered between passes but the record.
/// - What the step cannot answer itself is decided in [Trouble].
public final class Reconciler {
  private static final Logger LOGGER = System.getLogger(Reconciler.class.getName());

  private final ReleaseStore releases;
  private final LaneClaims lanes;
  private final AppleSteps apple;
  private final TakingOver takingOver;
  private final Turns turns;
  private final OutcomeRecording recording;
  private final @Nullable ByteSteps bytes;
  private final InstantSource clock;
  private final Metrics metrics;

  /// A reconciler that measures nothing; see the other constructor.
  public Reconciler(
      ReleaseStore releases,
      LaneStore lanes,
      AppleAccounts accounts,
      @Nullable ByteSteps bytes,
      InstantSource clock) {
    this(releases, lanes, accounts, bytes, clock, Metrics.none());
  }

  /// A reconciler.
  ///
  /// @param bytes null for a function that must not read the drop bucket: it wakes the one that may
  public Reconciler(
      ReleaseStore releases,
      LaneStore lanes,
      AppleAccounts accounts,
      @Nullable ByteSteps bytes,
      InstantSource clock,
      Metrics metrics) {
    this.metrics = metrics;
    this.releases = releases;
    this.lanes = new LaneClaims(lanes, releases, clock);
    this.turns = new Turns(this.lanes, releases, clock);
    this.recording = new OutcomeRecording(this.lanes, clock);
    this.apple = new AppleSteps(accounts, this.lanes, clock);
    this.takingOver = new TakingOver(releases, this.lanes);
    this.bytes = bytes;
    this.clock = clock;
  }

  /// Works on a release until it rests. An unknown one is none of ours: nothing happens.
  public void reconcile(ReleaseId id, Pass pass) {
    var stored = releases.read(id);
    if (stored.isEmpty()) {
      return;
    }
    var session = new Session(releases, clock, stored.get());
    if (session.release().hasIntentOfNewerVersion()) {
      leaveToNewerVersion(session);
      return;
    }
    session.keep(SeenBefore.fresh(session.release(), clock.instant()));
    try {
      work(session, pass);
      session.settle();
    } catch (LostRecordException e) {
      // Another worker is at it; it goes on from what it knows.
    } finally {
      letGo(session, pass);
      session.giveBack();
    }
  }

  /// Neither takes a place in the lane nor forgets what was observed: the newer version goes on
  /// from the record as it left it.
  private void leaveToNewerVersion(Session session) {
    var release = session.release();
    if (!isWorkable(release)
        || !(ReleasePlanner.next(release, clock.instant())
            instanceof Step.Wait(var _, Instant until, String reason))) {
      return;
    }
    var intent = release.intent();
    LOGGER.log(
        Level.WARNING,
        "Release left to a newer version",
        Map.of("releaseId", release.id().value(), "intent", intent == null ? "" : intent.write()));
    session.keep(
        release.withStatus(release.status().postponed(release.status().problem(), reason, until)));
    try {
      session.save();
    } catch (LostRecordException e) {
      // The newer version is at it.
    }
  }

  private void letGo(Session session, Pass pass) {
    var release = session.release();
    if (release.app() != null && release.desired() != null && !release.plan().wanted()) {
      lanes.release(release, pass.owner());
    }
  }

  /// Lets the next release of the app in, after one ended outside of a pass (by the batched poll).
  public void leaveLane(ReleaseRecord release) {
    lanes.leave(release);
  }

  private void work(Session session, Pass pass) {
    while (isWorkable(session.release())) {
      if (!pass.hasTimeForStep()) {
        goOnLater(session, pass);
        return;
      }
      if (needsLane(session.release()) && session.leaseEndsWithin(LaneClaims.LEASE.dividedBy(2))) {
        if (!turns.claim(session, pass)) {
          return;
        }
      }
      // Found by now, with the lane ours: whoever left it open will never tell its outcome.
      session.keep(LateWrites.ofOwn(session.release(), clock.instant()));
      noteEarlierBuild(session);
      var now = clock.instant();
      var step = ReleasePlanner.next(session.release(), now);
      switch (step) {
        case Step.Rest rest -> {
          recording.rest(session, rest, now);
          return;
        }
        case Step.Bytes _ when bytes == null -> {
          goOnLater(session, pass);
          return;
        }
        case Step.TransferParts() when !pass.hasTimeForPart() -> {
          goOnLater(session, pass);
          return;
        }
        case Step.ApplyContent() when !pass.hasTimeForPart() -> {
          goOnLater(session, pass);
          return;
        }
        case Step.Write write -> {
          if (!session.leaseCovers(write.kind()) && !turns.claim(session, pass)) {
            return;
          }
          if (write instanceof Step.Submit && !lanes.submitting(session.release())) {
            // A newer drop took the lane: the claim tells which, and ends this pass.
            if (!turns.claim(session, pass)) {
              return;
            }
            continue;
          }
          session.keep(session.release().withIntent(new Intent(write.kind(), now)));
          session.saveAtWork();
        }
        case Step.Look _, Step.RecordWrite _ -> {}
        case Step.Preflight() when !session.release().plan().wanted() -> {
          // It takes long, with a place in the lane: whoever meets it there must see which app and
          // which numbers it is.
          session.saveAtWork();
        }
        case Step.ApplyContent() -> {
          // One intent for all of its writes: it compares with what is there before it writes.
          session.keep(session.release().withIntent(new Intent(WriteKind.APPLY_CONTENT, now)));
          session.saveAtWork();
        }
        case Step.Bytes _ -> {}
      }
      if (!act(session, pass, step)) {
        return;
      }
    }
    session.save();
    lanes.leave(session.release());
  }

  /// A plan takes no lane, whose claim tells this to a release that is carried out.
  private void noteEarlierBuild(Session session) {
    var release = session.release();
    if (release.plan().wanted()
        && release.app() != null
        && release.desired() != null
        && release.preflight().at() == null
        && lanes.builtBefore(release)) {
      session.keep(release.withBuild(BuildLedger.unknown(true)));
    }
  }

  /// One that is parked can still be canceled, with what that takes at Apple; the phased release of
  /// one that is out can be paused.
  private static boolean isWorkable(ReleaseRecord release) {
    return release.state().isOpen()
        || (release.state() == ReleaseState.NEEDS_ATTENTION && release.orders().cancel() != null)
        || release.orders().phasedRelease() != null;
  }

  /// A submitted release is only looked at; whatever else is done to an app is done in its lane.
  private static boolean needsLane(ReleaseRecord release) {
    return release.app() != null
        && release.desired() != null
        && release.state().isOpen()
        && !release.state().isSubmitted()
        && !release.plan().wanted();
  }

  /// Acts and keeps what came of it.
  ///
  /// @return false when this pass is over
  private boolean act(Session session, Pass pass, Step step) {
    var before = session.release();
    StepResult result;
    boolean intentStands = false;
    long begin = System.nanoTime();
    boolean answered = false;
    try {
      result = run(session, pass, step);
    } catch (AppStoreConnectException e) {
      result = new StepResult(session.release(), Trouble.of(e, Attempt.of(step)));
      intentStands = step.intent() != null ? mayTakeEffect(step, e) : before.intent() != null;
      answered = step instanceof Step.Write && e.isAnswered();
    } catch (LeaseTooShortException e) {
      // Nothing was sent: planned again, with a lease renewed.
      session.keep(session.release().withIntent(null));
      return true;
    } catch (SessionGate.LaneLostException e) {
      // Only now, when all of its threads have come to their end: giving the lane back while one
      // of them is at Apple would let the successor in beside it.
      return turns.claim(session, pass);
    } catch (TransferStoppedException | ContentGate.StoppedException e) {
      // Superseded: the record says so already. Canceled: the planner sees the order.
      return session.release().orders().cancel() != null && session.release().state().isOpen();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      goOnLater(session, pass);
      return false;
    } finally {
      metrics.add(
          Metric.STEP_DURATION, step.name().text(), Math.rint((System.nanoTime() - begin) / 1e6));
    }
    var after = result.release();
    if (!result.begun()) {
      // Of a write before, nothing new is known.
      intentStands = step.intent() == null && before.intent() != null;
    }
    var intent = after.intent();
    session.keep(
        after.withIntent(
            !intentStands ? null : intent != null && answered ? intent.withAnswer() : intent));
    log(after, step, result.outcome());
    return recording.conclude(session, before.status(), step, result.outcome());
  }

  /// What of the content's writes may take effect is noted one by one
  /// ([ContentGate#gaveUpOnAnswer]); their common intent is for the death of the worker.
  private static boolean mayTakeEffect(Step step, AppStoreConnectException failure) {
    return step instanceof Step.Write && failure.outcomeUnknown();
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
      case Outcome.NeedsAttention(Problem problem) -> fields.put("problem", problem.type().slug());
      case Outcome.Failed(Problem cause, var _) -> fields.put("problem", cause.type().slug());
    }
    LOGGER.log(level, "Step done", fields);
  }

  /// Out of time, or not allowed to move bytes: another invocation goes on, at once if its event
  /// arrives, with the next sweep if not.
  private void goOnLater(Session session, Pass pass) {
    var release = session.release();
    session.keep(release.withStatus(release.status().dueAt(clock.instant())));
    session.save();
    session.settle();
    // First, or whoever is woken finds the lane taken, and the wake is spent.
    letGo(session, pass);
    releases.wake(release.id());
  }

  private StepResult run(Session session, Pass pass, Step step) throws InterruptedException {
    return switch (step) {
      case Step.ReadDrop() ->
          Objects.requireNonNull(bytes).readDrop(session.release(), clock.instant());
      case Step.TransferParts() -> transfer(session, pass);
      case Step.Preflight() ->
          apple.withAccount(
              session,
              clock.instant(),
              account ->
                  Objects.requireNonNull(bytes)
                      .preflight(account, session.release(), clock.instant()));
      case Step.ApplyContent() ->
          apple.withAccount(
              session,
              clock.instant(),
              account ->
                  Objects.requireNonNull(bytes)
                      .applyContent(
                          account,
                          new SessionGate(turns, session, pass, clock),
                          session::release,
                          clock.instant()));
      case Step.MakePlan() -> apple.makePlan(session, Objects.requireNonNull(bytes));
      case Step.TakeOver(ReleaseId predecessor) ->
          takingOver.from(predecessor, session, clock.instant());
      case Step.AtApple atApple -> apple.run(session, atApple);
      case Step.Rest _ -> throw new IllegalStateException("rest is no act");
    };
  }

  private StepResult transfer(Session session, Pass pass) throws InterruptedException {
    // Parts are not counted, and take long (app-store-connect.md, Rate limits).
    session.giveBack();
    return Objects.requireNonNull(bytes)
        .transfer(
            session.release(),
            numbers -> checkpoint(session, pass, numbers),
            pass::hasTimeForPart,
            session::release);
  }

  /// Records finished parts, renews the lease, and stops when a newer drop took the lane.
  private void checkpoint(Session session, Pass pass, Set<Integer> numbers) {
    var release = session.release();
    session.keep(release.withBuild(release.build().finished(numbers)));
    session.saveAtWork();
    if (session.release().orders().cancel() != null) {
      throw new TransferStoppedException();
    }
    if (session.leaseEndsWithin(LaneClaims.LEASE.dividedBy(2))) {
      if (!turns.claim(session, pass)) {
        throw new TransferStoppedException();
      }
    }
  }

  /// Ends a transfer from within its checkpoint.
  private static final class TransferStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
