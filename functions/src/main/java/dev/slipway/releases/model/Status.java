package dev.slipway.releases.model;

import dev.slipway.problems.Problem;
import dev.slipway.releases.ReleaseId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a release stands and when it is looked at next.
///
/// @param problem what a person must mend, or why it waits; null when all is well
/// @param waitingFor in words, while it waits; null otherwise
/// @param nextCheckAt the truth that markers under `open/` only point to; null when nothing is due
/// @param failures how many there were in the present row; it ends when the step that failed
///   succeeds, when the release gets to another state, and when it comes to rest
/// @param failingSince when the present row of failures began; null when there is none
/// @param failedStep which step failed last in the present row; null when there is none
/// @param successor the release that took its place; null unless SUPERSEDED
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

  /// In this state, due at that moment, nothing wrong.
  public static Status due(ReleaseState state, Instant nextCheckAt) {
    return new Status(state, null, null, nextCheckAt, 0, null, null, null);
  }

  /// Over, or parked until a person acts.
  public static Status ended(ReleaseState state, @Nullable Problem problem) {
    return new Status(state, problem, null, null, 0, null, null, null);
  }

  /// A newer drop took its place.
  public static Status superseded(ReleaseId successor) {
    return new Status(ReleaseState.SUPERSEDED, null, null, null, 0, null, null, successor);
  }

  public Status dueAt(Instant nextCheckAt) {
    return withNextCheckAt(nextCheckAt);
  }

  /// Looked at again at that moment; a row of failures goes on.
  ///
  /// @param why what it waits to be fixed; null when nothing is wrong
  public Status postponed(@Nullable Problem why, String reason, Instant until) {
    return with().problem(why).waitingFor(reason).nextCheckAt(until).build();
  }
}
