package dev.slipway.releases.actions;

import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The outcome of a step, by what happens next.
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

  /// Nothing is wrong, or the cause passes without a person: look again at that moment.
  ///
  /// @param state the release's state meanwhile; null to keep its state
  /// @param problem what must be fixed before the release can continue; null when nothing is wrong
  record Waiting(
      @Nullable ReleaseState state, Instant until, String reason, @Nullable Problem problem)
      implements Outcome {}

  /// A person must act.
  record NeedsAttention(Problem problem) implements Outcome {}

  /// The step failed this time.
  ///
  /// @param cause shown to people if it keeps failing
  /// @param retryAfter null for the loop's own pause, which grows each time
  record Failed(Problem cause, @Nullable Duration retryAfter) implements Outcome {}

  static Outcome progressed() {
    return new Progressed();
  }
}
