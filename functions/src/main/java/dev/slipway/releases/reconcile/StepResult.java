package dev.slipway.releases.reconcile;

import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;

/// The record after a step, and what came of it.
///
/// @param begun whether Apple may have been asked at all
public record StepResult(ReleaseRecord release, Outcome outcome, boolean begun) {
  /// Of a step that was begun.
  public StepResult(ReleaseRecord release, Outcome outcome) {
    this(release, outcome, true);
  }

  /// Of a step for which Apple could not be called: nothing is known that was not known before.
  static StepResult notBegun(ReleaseRecord release, Outcome outcome) {
    return new StepResult(release, outcome, false);
  }

  static StepResult progressed(ReleaseRecord release) {
    return new StepResult(release, Outcome.progressed());
  }

  static StepResult attention(ReleaseRecord release, Problem problem) {
    return new StepResult(release, new Outcome.NeedsAttention(problem));
  }
}
