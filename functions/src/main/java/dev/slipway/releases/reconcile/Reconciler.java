package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.AbandonedUpload;
import dev.slipway.releases.model.BuildLedger;
import dev.slipway.releases.model.Desired;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.plan.ReleasePlanner;
import dev.slipway.releases.plan.Step;
import dev.slipway.releases.reconcile.AppleAccounts.Account;
import dev.slipway.releases.reconcile.LaneClaims.Claim;
import dev.slipway.releases.reconcile.Session.LostRecordException;
import dev.slipway.releases.store.LaneStore;
import dev.slipway.releases.store.ReleaseStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
  private static final Duration QUEUE_LOOK = Duration.ofMinutes(15);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
  private static final Duration PATIENCE = Duration.ofHours(24);
  private static final Duration NEEDED_FOR_A_WRITE =
      LaneClaims.WRITE_DEADLINE.plus(LaneClaims.SKEW_ALLOWANCE);

  private final ReleaseStore releases;
  private final LaneClaims lanes;
  private final AppleAccounts accounts;
  private final @Nullable ByteSteps bytes;
  private final PartHosts partHosts;
  private final InstantSource clock;

  /// A reconciler.
  ///
  /// @param bytes null for a function that must not read the drop bucket: it wakes the one that may
  public Reconciler(
      ReleaseStore releases,
      LaneStore lanes,
      AppleAccounts accounts,
      @Nullable ByteSteps bytes,
      PartHosts partHosts,
      InstantSource clock) {
    this.releases = releases;
    this.lanes = new LaneClaims(lanes, releases, clock);
    this.accounts = accounts;
    this.bytes = bytes;
    this.partHosts = partHosts;
    this.clock = clock;
  }

  /// Works on a release until it rests. An unknown one is none of ours: nothing happens.
  public void reconcile(ReleaseId id, Pass pass) {
    var stored = releases.read(id);
    if (stored.isEmpty()) {
      return;
    }
    var session = new Session(releases, clock, stored.get());
    try {
      work(session, pass);
    } catch (LostRecordException e) {
      // Another worker is at it; it goes on from what it knows.
    } finally {
      var release = session.release();
      if (release.app() != null && release.desired() != null) {
        lanes.release(release, pass.owner());
      }
    }
  }

  /// Lets the next release of the app in, after one ended outside of a pass (by the batched poll).
  public void leaveLane(ReleaseRecord release) {
    lanes.leave(release);
  }

  private void work(Session session, Pass pass) {
    while (isWorkable(session.release())) {
      if (!pass.hasTimeForStep()) {
        goOnLater(session);
        return;
      }
      if (needsLane(session.release()) && session.leaseEndsWithin(LaneClaims.LEASE.dividedBy(2))) {
        if (!claim(session, pass)) {
          return;
        }
      }
      var now = clock.instant();
      var step = ReleasePlanner.next(session.release(), now);
      switch (step) {
        case Step.Rest rest -> {
          rest(session, rest, now);
          return;
        }
        case Step.Bytes moving when bytes == null -> {
          goOnLater(session);
          return;
        }
        case Step.Write write -> {
          if (session.leaseEndsWithin(NEEDED_FOR_A_WRITE) && !claim(session, pass)) {
            return;
          }
          if (write instanceof Step.Submit && !lanes.submitting(session.release())) {
            continue;
          }
          session.keep(session.release().withIntent(new Intent(write.intentName(), now)));
          session.saveAtWork();
        }
        case Step.Look look -> {}
        case Step.Bytes moving -> {}
      }
      if (!act(session, pass, step)) {
        return;
      }
    }
    session.save();
    lanes.leave(session.release());
  }

  /// One that is parked can still be canceled, with what that takes at Apple.
  private static boolean isWorkable(ReleaseRecord release) {
    return release.state().isOpen()
        || (release.state() == ReleaseState.NEEDS_ATTENTION && release.orders().cancel() != null);
  }

  /// A submitted release is only looked at; whatever else is done to an app is done in its lane.
  private static boolean needsLane(ReleaseRecord release) {
    return release.app() != null && release.desired() != null && !release.state().isSubmitted();
  }

  /// Claims the lane.
  ///
  /// @return false when this pass is over
  private boolean claim(Session session, Pass pass) {
    var release = session.release();
    var now = clock.instant();
    var cancel = release.orders().cancel();
    return switch (lanes.claim(release, pass.owner())) {
      case Claim.Held(Instant expiresAt, ReleaseId predecessor, boolean builtBefore) -> {
        var claimed = release.withPredecessor(predecessor);
        var build = claimed.build();
        if (builtBefore && build.uploadId() == null && build.looks() == 0) {
          claimed = claimed.withBuild(BuildLedger.unknown(true));
        }
        session.keep(claimed);
        session.leasedUntil(expiresAt);
        yield true;
      }
      case Claim.Busy(Instant until, boolean sameRelease) -> {
        // Its worker writes the record: a second hand in it would stop both.
        if (!sameRelease) {
          session.keep(
              release.withStatus(
                  waiting(
                      release,
                      release.state(),
                      until,
                      "Waits for the work on an earlier drop of this app to stop.",
                      null)));
          session.save();
        }
        yield false;
      }
      case Claim.Superseded(ReleaseId by) -> {
        supersede(session, by, now);
        yield false;
      }
      case Claim.Queued(ReleaseId behind, boolean replace) -> {
        if (cancel != null) {
          session.keep(
              release.moved(Status.ended(ReleaseState.CANCELED, null), now, cancel.reason()));
          session.save();
          lanes.leave(session.release());
        } else {
          queue(session, behind, replace, now);
        }
        yield false;
      }
    };
  }

  private void supersede(Session session, ReleaseId by, Instant now) {
    session.keep(
        session
            .release()
            .moved(Status.superseded(by), now, "A newer drop took its place: release " + by + "."));
    session.save();
    // The successor takes over what this one left at Apple.
    releases.wake(by);
  }

  private void queue(Session session, ReleaseId behind, boolean replace, Instant now) {
    var release = session.release();
    String message =
        replace
            ? "Release " + behind + " is with App Review; it is withdrawn for this one."
            : "Waits for release " + behind + ", which is with App Review.";
    session.keep(
        release.moved(
            waiting(release, ReleaseState.QUEUED, now.plus(QUEUE_LOOK), message, null),
            now,
            message));
    session.save();
    if (replace) {
      var order =
          new Orders.Cancel(
              now, "Replaced by a newer drop: release " + release.id() + ".", false, release.id());
      releases.update(
          behind,
          other ->
              other.state().isOpen() && other.orders().cancel() == null
                  ? other.withOrders(other.orders().canceled(order))
                  : other);
      releases.wake(behind);
    }
  }

  /// Acts and keeps what came of it.
  ///
  /// @return false when this pass is over
  private boolean act(Session session, Pass pass, Step step) {
    var before = session.release();
    StepResult result;
    boolean intentStands = false;
    try {
      result = run(session, pass, step);
    } catch (AppStoreConnectException e) {
      result = new StepResult(session.release(), Trouble.of(e, attempt(step)));
      intentStands = step instanceof Step.Write ? e.outcomeUnknown() : before.intent() != null;
    } catch (TransferStoppedException e) {
      // Superseded: the record says so already. Canceled: the planner sees the order.
      return session.release().orders().cancel() != null && session.release().state().isOpen();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      goOnLater(session);
      return false;
    }
    var after = result.release();
    session.keep(intentStands ? after : after.withIntent(null));
    return conclude(session, result.outcome());
  }

  private boolean conclude(Session session, Outcome outcome) {
    var release = session.release();
    var now = clock.instant();
    switch (outcome) {
      case Outcome.Progressed() -> {
        if (release.status().failures() > 0 || release.status().problem() != null) {
          var due = release.status().nextCheckAt();
          if (release.state().isOpen()) {
            session.keep(release.withStatus(Status.due(release.state(), due == null ? now : due)));
          }
        }
        return true;
      }
      case Outcome.Waiting(ReleaseState state, Instant until, String reason, Problem problem) -> {
        var standing = state == null ? release.state() : state;
        session.keep(
            release.moved(waiting(release, standing, until, reason, problem), now, reason));
        session.save();
      }
      case Outcome.NeedsAttention(Problem problem) -> park(session, problem, now);
      case Outcome.Failed(Problem cause, Duration retryAfter) ->
          failed(session, cause, retryAfter, now);
    }
    return false;
  }

  private void failed(Session session, Problem cause, @Nullable Duration retryAfter, Instant now) {
    var release = session.release();
    var status = release.status();
    Instant since = status.failingSince() == null ? now : status.failingSince();
    if (now.isAfter(since.plus(PATIENCE))) {
      park(
          session,
          new Problem(
              ProblemType.GAVE_UP,
              "It was tried for 24 hours. The last trouble: " + cause.detail(),
              cause.field(),
              java.util.List.of(cause),
              cause.appleErrors()),
          now);
      return;
    }
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(status.failures(), 5));
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    }
    var until = now.plus(retryAfter == null ? pause : retryAfter);
    session.keep(
        release.moved(
            new Status(
                status.state(),
                cause,
                "It is tried again.",
                until,
                status.failures() + 1,
                since,
                null),
            now,
            cause.type().title() + "; it is tried again."));
    session.save();
  }

  private void rest(Session session, Step.Rest rest, Instant now) {
    var release = session.release();
    switch (rest) {
      case Step.Wait(ReleaseState state, Instant until, String reason) -> {
        var status = waiting(release, state, until, reason, null);
        session.keep(
            state == release.state()
                ? release.withStatus(status)
                : release.moved(status, now, reason));
        session.save();
      }
      case Step.Attention(Problem problem) -> park(session, problem, now);
      case Step.End(ReleaseState state, String message) -> {
        var cancel = release.orders().cancel();
        var successor = cancel == null ? null : cancel.successor();
        var status =
            state == ReleaseState.SUPERSEDED && successor != null
                ? Status.superseded(successor)
                : Status.ended(state, null);
        session.keep(release.moved(status, now, message));
        session.save();
        lanes.leave(session.release());
      }
    }
  }

  private void park(Session session, Problem problem, Instant now) {
    session.keep(
        session
            .release()
            .moved(
                Status.ended(ReleaseState.NEEDS_ATTENTION, problem), now, problem.type().title()));
    session.save();
    lanes.leave(session.release());
  }

  /// Out of time, or not allowed to move bytes: another invocation goes on, at once if its event
  /// arrives, with the next sweep if not.
  private void goOnLater(Session session) {
    var release = session.release();
    session.keep(release.withStatus(release.status().dueAt(clock.instant())));
    session.save();
    releases.wake(release.id());
  }

  private StepResult run(Session session, Pass pass, Step step) throws InterruptedException {
    var release = session.release();
    var now = clock.instant();
    return switch (step) {
      case Step.TakeOver(ReleaseId predecessor) -> takeOver(session, predecessor, now);
      case Step.ReadDrop() -> Objects.requireNonNull(bytes).readDrop(release, now);
      case Step.TransferParts() -> transfer(session, pass);
      case Step.Look look -> withAccount(session, now, apple -> look(apple, release, look, now));
      case Step.Write write ->
          withAccount(
              session,
              now,
              apple -> {
                var result = write(apple, release, write, now);
                if (write instanceof Step.CommitBuildUploadFile) {
                  lanes.uploaded(result.release());
                }
                return result;
              });
      case Step.Rest rest -> throw new IllegalStateException("rest is no act");
    };
  }

  @FunctionalInterface
  private interface AppleAct {
    StepResult on(AppStoreConnectClient apple);
  }

  private StepResult withAccount(Session session, Instant now, AppleAct act) {
    var release = session.release();
    return switch (session.account(() -> accounts.open(release.connectionId()))) {
      case Account.Usable(AppStoreConnectClient apple) -> act.on(apple);
      case Account.NotUsable(Problem problem, Duration retryAfter) ->
          new StepResult(
              release,
              new Outcome.Waiting(
                  null,
                  now.plus(retryAfter),
                  "Waits for the connection: " + problem.type().title() + ".",
                  problem));
      case Account.Gone() ->
          StepResult.progressed(
              release.moved(
                  Status.ended(ReleaseState.CANCELED, null),
                  now,
                  "The connection was disconnected."));
    };
  }

  private StepResult look(
      AppStoreConnectClient apple, ReleaseRecord release, Step.Look look, Instant now) {
    var builds = new BuildSteps(apple, partHosts);
    return switch (look) {
      case Step.FindApp() -> builds.findApp(release);
      case Step.FindBuildUpload() -> builds.findBuildUpload(release, now);
      case Step.FindBuildUploadFile() -> builds.findBuildUploadFile(release, now);
      case Step.ObserveBuildUpload() -> builds.observeBuildUpload(release, now);
      case Step.ObserveVersions() -> new VersionSteps(apple).observe(release, now);
      case Step.ObserveTexts texts -> new VersionSteps(apple).observeTexts(release, texts);
      case Step.ObserveSubmission() -> new ReviewSteps(apple).observeSubmission(release, now);
      case Step.ObserveReview() -> new ReviewSteps(apple).observeReview(release, now);
      case Step.TakeOver takeOver -> throw new IllegalStateException("needs no account");
    };
  }

  private StepResult write(
      AppStoreConnectClient apple, ReleaseRecord release, Step.Write write, Instant now) {
    var builds = new BuildSteps(apple, partHosts);
    var versions = new VersionSteps(apple);
    var reviews = new ReviewSteps(apple);
    return switch (write) {
      case Step.RemoveAbandonedUpload(AbandonedUpload abandoned) ->
          builds.removeAbandoned(release, abandoned);
      case Step.ReserveBuildUpload() -> builds.reserveBuildUpload(release, now);
      case Step.ReserveBuildUploadFile() -> builds.reserveBuildUploadFile(release);
      case Step.CommitBuildUploadFile() -> builds.commit(release, now);
      case Step.DiscardBuildUpload() -> builds.discard(release, now);
      case Step.DeclareEncryption declare -> builds.declareEncryption(release, declare, now);
      case Step.CreateVersion create -> versions.create(release, create);
      case Step.UpdateVersion update -> versions.update(release, update);
      case Step.SetWhatsNew text -> versions.setWhatsNew(release, text);
      case Step.AddPhasedRelease phased -> versions.addPhasedRelease(release, phased);
      case Step.RemovePhasedRelease phased -> versions.removePhasedRelease(release, phased);
      case Step.CreateSubmission() -> reviews.createSubmission(release, now);
      case Step.AddSubmissionItem item -> reviews.addItem(release, item, now);
      case Step.ResolveSubmissionItem item -> reviews.resolveItem(release, item);
      case Step.Submit submit -> reviews.submit(release, submit, now);
      case Step.RequestRelease request -> reviews.requestRelease(release, request, now);
      case Step.CancelSubmission cancel -> reviews.cancel(release, cancel, now);
    };
  }

  private StepResult transfer(Session session, Pass pass) throws InterruptedException {
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
      if (!claim(session, pass)) {
        throw new TransferStoppedException();
      }
    }
  }

  /// Ends a transfer from within its checkpoint.
  private static final class TransferStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// Adopts the predecessor's upload when it is of the same file; otherwise what it reserved at
  /// Apple is noted for removal. The version and a draft submission are adopted where they are
  /// looked for.
  private StepResult takeOver(Session session, ReleaseId predecessor, Instant now) {
    var release = session.release();
    var found =
        releases.update(
            predecessor,
            other ->
                other.state().isOpen() || other.state() == ReleaseState.NEEDS_ATTENTION
                    ? other.moved(
                        Status.superseded(release.id()),
                        now,
                        "A newer drop took its place: release " + release.id() + ".")
                    : other);
    var taken = found.map(other -> inherit(release, other.release())).orElse(release);
    session.keep(taken);
    session.saveAtWork();
    var next = lanes.tookOver(taken, predecessor);
    return StepResult.progressed(session.release().withPredecessor(next.orElse(null)));
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
    if (intent != null && intent.write().equals("ReserveBuildUpload")) {
      return release.withAbandoned(
          new AbandonedUpload(null, before.shortVersion(), before.bundleVersion(), intent.at()));
    }
    return release;
  }

  private static boolean sameFile(ReleaseRecord release, Desired before) {
    var mine = Known.desired(release);
    return mine.ipa().etag().equals(before.ipa().etag())
        && mine.ipa().sizeBytes() == before.ipa().sizeBytes()
        && mine.shortVersion().equals(before.shortVersion())
        && mine.bundleVersion().equals(before.bundleVersion());
  }

  private static Status waiting(
      ReleaseRecord release,
      ReleaseState state,
      Instant until,
      String reason,
      @Nullable Problem problem) {
    return new Status(state, problem, reason, until, 0, null, release.status().successor());
  }

  private static String attempt(Step step) {
    return switch (step) {
      case Step.FindApp() -> "looking for the app";
      case Step.TakeOver t -> "taking over from an earlier release";
      case Step.RemoveAbandonedUpload r -> "removing an abandoned upload";
      case Step.FindBuildUpload() -> "looking for the upload";
      case Step.ReserveBuildUpload() -> "reserving the upload";
      case Step.FindBuildUploadFile() -> "looking for the upload's file";
      case Step.ReserveBuildUploadFile() -> "reserving the upload's file";
      case Step.CommitBuildUploadFile() -> "completing the upload";
      case Step.DiscardBuildUpload() -> "giving an upload back";
      case Step.ObserveBuildUpload() -> "looking at the build";
      case Step.DeclareEncryption d -> "answering the question of encryption";
      case Step.ObserveVersions() -> "looking at the app's versions";
      case Step.CreateVersion c -> "creating the version";
      case Step.UpdateVersion u -> "changing the version";
      case Step.ObserveTexts o -> "reading the version's texts";
      case Step.SetWhatsNew s -> "setting What's New";
      case Step.AddPhasedRelease a -> "asking for a phased release";
      case Step.RemovePhasedRelease r -> "removing the phased release";
      case Step.ObserveSubmission() -> "looking for an open submission";
      case Step.CreateSubmission() -> "creating the submission";
      case Step.AddSubmissionItem a -> "adding the version to the submission";
      case Step.ResolveSubmissionItem r -> "marking the rejected item as mended";
      case Step.Submit s -> "submitting for review";
      case Step.ObserveReview() -> "looking at the review";
      case Step.RequestRelease r -> "releasing the version";
      case Step.CancelSubmission c -> "withdrawing the submission";
      case Step.Bytes b -> "moving the bytes";
      case Step.Rest r -> "resting";
    };
  }
}
