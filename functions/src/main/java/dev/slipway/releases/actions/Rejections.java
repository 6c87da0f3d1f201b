package dev.slipway.releases.actions;

import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.steps.NextStep;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Follows releases that App Review rejected: a person's reply in the Resolution Center alone puts
/// the submission back into the queue (public report of 2026), so a release may go on without a
/// drop.
public final class Rejections {
  private static final Duration FOLLOWED = Duration.ofDays(30);

  private Rejections() {}

  /// Returns the status of a rejected release, with the next look; without one after a month.
  static Status followed(ReleaseRecord release, @Nullable Problem problem, Instant now) {
    var since = release.state() == ReleaseState.REJECTED ? release.timeline().getLast().at() : now;
    var next = NextStep.nextFollow(now);
    var status = Status.ended(ReleaseState.REJECTED, problem);
    return next.isBefore(since.plus(FOLLOWED)) ? status.dueAt(next) : status;
  }

  /// Returns a rejected release that is no longer followed: its version is another drop's work now.
  public static ReleaseRecord left(ReleaseRecord release) {
    return release.withStatus(Status.ended(ReleaseState.REJECTED, release.status().problem()));
  }
}
