package dev.slipway.releases.actions;

import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;

/// The record after a step, and the outcome of the step.
///
/// @param intentAfter what becomes of an intent in the record
public record StepResult(ReleaseRecord release, Outcome outcome, IntentAfter intentAfter)
    implements Acted {

  /// What becomes of the intent in the record after a step.
  public enum IntentAfter {
    /// The outcome of the write is known, or Apple was asked about it.
    SETTLED,
    /// Nothing of this step was sent to Apple, and nothing was found out about an earlier write:
    /// its own intent is settled, an earlier one stays.
    NOTHING_NEW,
    /// The outcome is not known, and the write may still be on its way to Apple.
    OPEN,
    /// The outcome is not known, but Apple answered: nothing is on its way any more.
    ANSWERED
  }

  /// Of a step that was carried out.
  public StepResult(ReleaseRecord release, Outcome outcome) {
    this(release, outcome, IntentAfter.SETTLED);
  }

  /// Of a step that could not begin: nothing is known that was not known before.
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
