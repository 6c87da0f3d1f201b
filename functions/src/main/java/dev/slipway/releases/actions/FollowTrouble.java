package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.StepName;
import dev.slipway.releases.steps.Step;
import java.time.Duration;
import java.time.Instant;

/// What a submitted release shows while Apple cannot be asked about it. It stays with App Review
/// all the same, so it is never given up; the problem goes with the next look that succeeds.
public final class FollowTrouble {
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final StepName STEP = new Step.ObserveReview().name();

  private FollowTrouble() {}

  /// After a failed call for a batch of releases.
  public static ReleaseRecord of(
      ReleaseRecord release, AppStoreConnectException failure, Instant now) {
    return switch (AppleErrorPolicy.of(failure, "following the review")) {
      case Outcome.Failed(Problem cause, Duration retryAfter) ->
          recorded(release, cause, now.plus(retryAfter == null ? PAUSE : retryAfter), now);
      case Outcome.NeedsAttention(Problem problem) ->
          recorded(release, problem, now.plus(PAUSE), now);
      case Outcome.Progressed() -> recorded(release, now.plus(PAUSE));
      case Outcome.Waiting(var _, Instant until, String _, var _) -> recorded(release, until);
    };
  }

  /// Nothing was tried: the key's calls are needed elsewhere until then.
  public static ReleaseRecord postponed(ReleaseRecord release, Problem problem, Instant until) {
    return release.withStatus(
        release
            .status()
            .postponed(problem, "Waits for calls that Apple lets the key make.", until));
  }

  /// With this problem until it passes.
  public static ReleaseRecord recorded(
      ReleaseRecord release, Problem problem, Instant until, Instant now) {
    var before = release.status();
    var since = before.failingSince();
    return release.moved(
        new Status(
            before.state(),
            problem,
            "It is looked at again.",
            until,
            before.failures() + 1,
            since == null ? now : since,
            STEP,
            before.successor()),
        now,
        problem.type().title() + "; it is looked at again.");
  }

  private static ReleaseRecord recorded(ReleaseRecord release, Instant until) {
    return release.withStatus(release.status().dueAt(until));
  }
}
