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
/// App Review, so it is never given up. The problem is written once, when it begins; the release is
/// then due at every sweep, and the next look that succeeds removes the problem.
public final class FollowTrouble {
  private static final Duration SWEEP_PERIOD = Duration.ofMinutes(5);
  private static final StepName STEP = new Step.ObserveReview().name();

  private FollowTrouble() {}

  /// Records a failed call.
  public static ReleaseRecord of(
      ReleaseRecord release, AppStoreConnectException failure, Instant now) {
    return switch (AppleErrorPolicy.of(failure, "following the review")) {
      case Outcome.Failed(Problem cause, var _, var _, var _) -> recorded(release, cause, now);
      case Outcome.NeedsAttention(Problem problem) -> recorded(release, problem, now);
      case Outcome.Progressed(), Outcome.Settling _, Outcome.Waiting _ -> release;
    };
  }

  /// Records the problem, which is shown until a look succeeds. Returns the same record when it
  /// shows this problem already.
  public static ReleaseRecord recorded(ReleaseRecord release, Problem problem, Instant now) {
    if (release.state() == ReleaseState.REJECTED || isKnown(release.status(), problem)) {
      // The rejection is the problem that counts.
      return release;
    }
    var before = release.status();
    var since = before.failingSince();
    return release.moved(
        new Status(
            before.state(),
            problem,
            "Slipway checks again automatically.",
            now.plus(SWEEP_PERIOD),
            before.failures() + 1,
            since == null ? now : since,
            STEP,
            before.successor()),
        now,
        problem.type().title() + ". Slipway checks again automatically.");
  }

  private static boolean isKnown(Status status, Problem problem) {
    var known = status.problem();
    return known != null
        && known.type() == problem.type()
        && known.detail().equals(problem.detail())
        && STEP.equals(status.failedStep());
  }
}
