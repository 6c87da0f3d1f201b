package dev.slipway.releases.reconcile;

import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;

/// The record after a step, and what came of it.
public record StepResult(ReleaseRecord release, Outcome outcome) {

  static StepResult progressed(ReleaseRecord release) {
    return new StepResult(release, Outcome.progressed());
  }

  static StepResult attention(ReleaseRecord release, Problem problem) {
    return new StepResult(release, new Outcome.NeedsAttention(problem));
  }
}
