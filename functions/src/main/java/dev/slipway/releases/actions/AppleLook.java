package dev.slipway.releases.actions;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.steps.Step;
import java.time.Instant;

/// Asks Apple what a look of a step needs, and puts the answer into the record.
@FunctionalInterface
public interface AppleLook {
  StepResult at(ReleaseRecord release, Step.Look look, Instant now);
}
