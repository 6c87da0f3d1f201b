package dev.slipway.releases.reconcile;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.steps.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns the outcome of a step into the record's status: when to look again, what a person must do,
/// or that the release is over.
final class OutcomeRecording {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
  private static final Duration PATIENCE = Duration.ofHours(24);

  private final LaneClaims lanes;
  private final InstantSource clock;

  OutcomeRecording(LaneClaims lanes, InstantSource clock) {
    this.lanes = lanes;
    this.clock = clock;
  }

  /// Records an outcome.
  ///
  /// @param before the status before the step
  /// @return whether to plan again at once
  boolean conclude(Session session, Status before, Step step, Outcome outcome) {
    var release = session.release();
    var now = clock.instant();
    switch (outcome) {
      case Outcome.Progressed() -> {
        if (release.state().isOpen()) {
          session.setRelease(release.withStatus(progressed(release.status(), before, step, now)));
        }
        return true;
      }
      case Outcome.Waiting(ReleaseState state, Instant until, String reason, Problem problem) -> {
        var standing = state == null ? release.state() : state;
        session.setRelease(
            release.moved(waiting(release, standing, until, reason, problem), now, reason));
        session.write();
      }
      case Outcome.Settling(String reason, Duration pause) -> {
        var status = release.status().settling(reason, step.name(), now.plus(pause), now);
        session.setRelease(release.moved(status, now, reason));
        session.write();
      }
      case Outcome.NeedsAttention(Problem problem) -> park(session, problem, now);
      case Outcome.Failed failure -> failed(session, step, failure, now);
    }
    return false;
  }

  /// Returns the status after progress. A look at the outcome of a failed write, or a step back
  /// towards that write, does not reset the failure streak; otherwise a permanent failure would
  /// retry every minute. The same holds for a step that Apple does not take yet.
  private static Status progressed(Status after, Status before, Step step, Instant now) {
    var next = after.nextCheckAt();
    var due = next == null ? now : next;
    boolean rowGoesOn =
        before.failingSince() != null
            && after.state() == before.state()
            && !step.name().equals(before.failedStep());
    if (rowGoesOn) {
      return before.dueAt(due);
    }
    return after.failingSince() != null || after.problem() != null
        ? Status.due(after.state(), due)
        : after;
  }

  private void failed(Session session, Step step, Outcome.Failed failure, Instant now) {
    var release = session.release();
    var status = release.status();
    var cause = failure.cause();
    var retryAfter = failure.retryAfter();
    var limit = failure.limit();
    // A step that settles has no failure yet.
    var began = status.failures() == 0 ? null : status.failingSince();
    Instant since = began == null ? now : began;
    if (limit != null && now.isAfter(since.plus(limit.patience()))) {
      park(session, limit.afterwards(), now);
      return;
    }
    if (now.isAfter(since.plus(PATIENCE))) {
      var kept = withoutOrder(release, step, cause, now);
      if (kept.isPresent()) {
        session.setRelease(kept.get());
        session.write();
        return;
      }
      park(
          session,
          new Problem(
              ProblemType.GAVE_UP,
              "Slipway retried for 24 hours and stopped. Last error: " + cause.detail(),
              cause.field(),
              List.of(cause),
              cause.appleErrors()),
          now);
      return;
    }
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(status.failures(), 5));
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    }
    var until = now.plus(retryAfter == null ? pause : retryAfter);
    // The step could not have succeeded during a pause that Apple names.
    var counted = retryAfter != null && failure.namedByApple() ? since.plus(retryAfter) : since;
    session.setRelease(
        release.moved(
            new Status(
                status.state(),
                cause,
                "Slipway retries automatically.",
                until,
                status.failures() + 1,
                counted,
                step.name(),
                null),
            now,
            cause.type().title() + ". Slipway retries automatically."));
    session.write();
  }

  /// Returns a release that is approved or on the App Store without the order that failed, in its
  /// state: only the order is over. Empty for a step that carries out no such order.
  private static Optional<ReleaseRecord> withoutOrder(
      ReleaseRecord release, Step step, Problem cause, Instant now) {
    return switch (step) {
      case Step.ChangePhasedRelease _ ->
          Optional.of(
              release
                  .withOrders(release.orders().notPhased())
                  .moved(
                      release.state().isOpen()
                          ? Status.due(release.state(), now)
                          : Status.ended(release.state(), null),
                      now,
                      "The phased release was not changed. " + gaveUp(cause),
                      release.actor()));
      case Step.RequestRelease _ ->
          Optional.of(
              release
                  .withOrders(release.orders().notReleased())
                  .moved(
                      Status.due(release.state(), now),
                      now,
                      "The version was not released. " + gaveUp(cause),
                      release.actor()));
      default -> Optional.empty();
    };
  }

  private static String gaveUp(Problem cause) {
    return "Slipway retried for 24 hours and stopped. Last error: "
        + (cause.appleErrors().isEmpty()
            ? cause.type().title()
            : String.join("; ", cause.appleErrors()));
  }

  void rest(Session session, Step.Rest rest, Instant now) {
    var release = session.release();
    switch (rest) {
      case Step.Wait(ReleaseState state, Instant until, String reason) -> {
        var status = waiting(release, state, until, reason, null);
        session.setRelease(
            state == release.state()
                ? release.withStatus(status)
                : release.moved(status, now, reason));
        session.write();
      }
      case Step.Attention(Problem problem) -> park(session, problem, now);
      case Step.End(ReleaseState state, String message) -> {
        var cancel = release.orders().cancel();
        var successor = cancel == null ? null : cancel.successor();
        var status =
            state == ReleaseState.SUPERSEDED && successor != null
                ? Status.superseded(successor)
                : Status.ended(state, null);
        session.setRelease(release.moved(status, now, message));
        if (session.write()) {
          lanes.leave(session.release());
        }
      }
    }
  }

  private void park(Session session, Problem problem, Instant now) {
    session.setRelease(
        session
            .release()
            .moved(
                Status.ended(ReleaseState.NEEDS_ATTENTION, problem), now, problem.type().title()));
    if (session.write()) {
      lanes.leave(session.release());
    }
  }

  static Status waiting(
      ReleaseRecord release,
      ReleaseState state,
      Instant until,
      String reason,
      @Nullable Problem problem) {
    return new Status(state, problem, reason, until, 0, null, null, release.status().successor());
  }
}
