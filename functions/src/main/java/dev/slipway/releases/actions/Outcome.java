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
      case Settling _ -> "Settling";
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

  /// Apple does not take the step yet, and the cause passes: the same step is tried again after the
  /// pause. `Status.settlingSince` says for how long that has lasted; the step itself decides when
  /// that is too long.
  record Settling(String reason, Duration pause) implements Outcome {}

  /// A person must act.
  record NeedsAttention(Problem problem) implements Outcome {}

  /// The step failed this time.
  ///
  /// @param cause shown to people if it keeps failing
  /// @param retryAfter null for the loop's own pause, which grows each time
  /// @param namedByApple whether Apple, or a rule of Apple's, names the pause: it then does not
  ///   count toward the time after which Slipway stops
  /// @param limit when Slipway stops earlier than after the usual 24 hours; null for these
  record Failed(
      Problem cause, @Nullable Duration retryAfter, boolean namedByApple, @Nullable Limit limit)
      implements Outcome {

    /// Creates a failure that is retried for the usual time, with a pause of Slipway's choice.
    public Failed(Problem cause, @Nullable Duration retryAfter) {
      this(cause, retryAfter, false, null);
    }

    /// How long a failure is retried.
    ///
    /// @param patience counted from the first failure
    /// @param afterwards what a person must do then
    public record Limit(Duration patience, Problem afterwards) {}
  }

  static Outcome progressed() {
    return new Progressed();
  }
}
