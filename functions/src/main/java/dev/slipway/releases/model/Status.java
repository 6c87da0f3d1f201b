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
/// @param failingSince when the current failure streak began, or, without failures, since when the
///   release waits for something that Apple says passes ([#settlingSince]); null without either
/// @param failedStep the step that failed last in the current streak, or that has to be repeated
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

  /// Returns this status with the next check at that moment; null for none.
  public Status dueAt(@Nullable Instant nextCheckAt) {
    return withNextCheckAt(nextCheckAt);
  }

  /// Returns since when the release repeats a step that Apple does not take yet; null if it does
  /// not. This wait is no failure: it has a limit of its own and does not count toward that of
  /// failures.
  public @Nullable Instant settlingSince() {
    return failures == 0 ? failingSince : null;
  }

  /// Returns this status while Apple does not take a step yet.
  public Status settling(String reason, StepName step, Instant until, Instant now) {
    var since = settlingSince();
    return new Status(state, null, reason, until, 0, since == null ? now : since, step, successor);
  }

  /// Returns this status with the next check at that moment; a failure streak continues.
  ///
  /// @param why the problem that has to be fixed first; null without a problem
  public Status postponed(@Nullable Problem why, String reason, Instant until) {
    return with().problem(why).waitingFor(reason).nextCheckAt(until).build();
  }
}
