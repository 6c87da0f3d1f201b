package dev.slipway.releases.model;

import dev.slipway.problems.Problem;
import dev.slipway.releases.ReleaseId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state of a release, and when it is due for the next check.
///
/// @param problem what a person has to fix, or why the release waits; null when there is no problem
/// @param waitingFor what the release waits for, in words; null when it does not wait
/// @param nextCheckAt when the next check is due; the markers under `open/` only point here. Null
///   when nothing is due
/// @param failures the length of the current failure streak, which ends when the failed step
///   succeeds, when the state changes, and when the release stops
/// @param failingSince when the current failure streak began; null without one
/// @param failedStep the step that failed last in the current streak; null without a streak
/// @param successor the release that replaced it; null unless SUPERSEDED
@RecordBuilder
public record Status(
    ReleaseState state,
    @Nullable Problem problem,
    @Nullable String waitingFor,
    @Nullable Instant nextCheckAt,
    int failures,
    @Nullable Instant failingSince,
    @Nullable StepName failedStep,
    @Nullable ReleaseId successor)
    implements StatusBuilder.With {

  /// Returns a state without a problem, due at that moment.
  public static Status due(ReleaseState state, Instant nextCheckAt) {
    return new Status(state, null, null, nextCheckAt, 0, null, null, null);
  }

  /// Returns a state in which the release is finished, or waits for a person.
  public static Status ended(ReleaseState state, @Nullable Problem problem) {
    return new Status(state, problem, null, null, 0, null, null, null);
  }

  /// Returns the state of a release that a newer drop replaced.
  public static Status superseded(ReleaseId successor) {
    return new Status(ReleaseState.SUPERSEDED, null, null, null, 0, null, null, successor);
  }

  public Status dueAt(Instant nextCheckAt) {
    return withNextCheckAt(nextCheckAt);
  }

  /// Returns this status with the next check at that moment; a failure streak continues.
  ///
  /// @param why the problem that has to be fixed first; null without a problem
  public Status postponed(@Nullable Problem why, String reason, Instant until) {
    return with().problem(why).waitingFor(reason).nextCheckAt(until).build();
  }
}
