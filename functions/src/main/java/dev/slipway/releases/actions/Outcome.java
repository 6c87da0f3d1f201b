package dev.slipway.releases.actions;

import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of a step, by what happens next.
public sealed interface Outcome {

  /// Names the outcome in logs.
  default String name() {
    return switch (this) {
      case Progressed _ -> "Progressed";
      case Waiting _ -> "Waiting";
      case NeedsAttention _ -> "NeedsAttention";
      case Failed _ -> "Failed";
    };
  }

  /// The record says more than before: plan again.
  record Progressed() implements Outcome {}

  /// Nothing is wrong, or it mends itself: look again at that moment.
  ///
  /// @param state where the release stands meanwhile; null for where it stood
  /// @param problem what it waits to be mended; null when nothing is wrong
  record Waiting(
      @Nullable ReleaseState state, Instant until, String reason, @Nullable Problem problem)
      implements Outcome {}

  /// A person must act.
  record NeedsAttention(Problem problem) implements Outcome {}

  /// It did not work this time.
  ///
  /// @param cause told to people when it goes on failing
  /// @param retryAfter null: the loop's own pause, longer each time
  record Failed(Problem cause, @Nullable Duration retryAfter) implements Outcome {}

  static Outcome progressed() {
    return new Progressed();
  }
}
