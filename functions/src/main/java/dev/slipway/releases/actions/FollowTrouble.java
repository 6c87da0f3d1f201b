package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.StepName;
import dev.slipway.releases.steps.Step;
import java.time.Duration;
import java.time.Instant;

/// Records on a submitted release that Apple could not be asked about it. The release stays with
/// App Review, so it is never given up; the next look that succeeds removes the problem.
public final class FollowTrouble {
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final StepName STEP = new Step.ObserveReview().name();

  private FollowTrouble() {}

  /// Records a failed call for a batch of releases.
  public static ReleaseRecord of(
      ReleaseRecord release, AppStoreConnectException failure, Instant now) {
    return switch (AppleErrorPolicy.of(failure, "following the review")) {
      case Outcome.Failed(Problem cause, Duration retryAfter, var _, var _) ->
          recorded(release, cause, now.plus(retryAfter == null ? PAUSE : retryAfter), now);
      case Outcome.NeedsAttention(Problem problem) ->
          recorded(release, problem, now.plus(PAUSE), now);
      case Outcome.Progressed() -> recorded(release, now.plus(PAUSE));
      case Outcome.Settling(String _, Duration pause) -> recorded(release, now.plus(pause));
      case Outcome.Waiting(var _, Instant until, String _, var _) -> recorded(release, until);
    };
  }

  /// Records that no call was made: the key's calls are reserved for other work until then.
  public static ReleaseRecord postponed(ReleaseRecord release, Problem problem, Instant until) {
    return release.state() == ReleaseState.REJECTED
        ? recorded(release, until)
        : release.withStatus(
            release
                .status()
                .postponed(problem, "Waiting because of Apple's rate limit for this key.", until));
  }

  /// Records the problem, which is shown until a look succeeds.
  public static ReleaseRecord recorded(
      ReleaseRecord release, Problem problem, Instant until, Instant now) {
    if (release.state() == ReleaseState.REJECTED) {
      // The rejection is the problem that counts.
      return recorded(release, until);
    }
    var before = release.status();
    var since = before.failingSince();
    return release.moved(
        new Status(
            before.state(),
            problem,
            "Slipway checks again automatically.",
            until,
            before.failures() + 1,
            since == null ? now : since,
            STEP,
            before.successor()),
        now,
        problem.type().title() + ". Slipway checks again automatically.");
  }

  private static ReleaseRecord recorded(ReleaseRecord release, Instant until) {
    return release.withStatus(release.status().dueAt(until));
  }
}
