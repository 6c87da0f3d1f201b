package dev.slipway.releases.actions;

import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;

/// The record after a step, and the outcome of the step.
///
/// @param intentAfter what happens to an intent in the record
public record StepResult(ReleaseRecord release, Outcome outcome, IntentAfter intentAfter)
    implements Acted {

  /// What happens to the intent in the record after a step.
  public enum IntentAfter {
    /// The outcome of the write is known, or Apple was asked about it.
    SETTLED,
    /// The step sent nothing to Apple and learned nothing about an earlier write: its own intent is
    /// settled, an earlier one stays.
    NOTHING_NEW,
    /// The outcome is unknown, and the write may still be on its way to Apple.
    OPEN,
    /// The outcome is unknown, but Apple answered, so no call is in transit.
    ANSWERED
  }

  /// Creates the result of a step that was carried out.
  public StepResult(ReleaseRecord release, Outcome outcome) {
    this(release, outcome, IntentAfter.SETTLED);
  }

  /// Returns the result of a step that could not begin and so learned nothing.
  public static StepResult notBegun(ReleaseRecord release, Outcome outcome) {
    return new StepResult(release, outcome, IntentAfter.NOTHING_NEW);
  }

  public static StepResult progressed(ReleaseRecord release) {
    return new StepResult(release, Outcome.progressed());
  }

  public static StepResult attention(ReleaseRecord release, Problem problem) {
    return new StepResult(release, new Outcome.NeedsAttention(problem));
  }
}
