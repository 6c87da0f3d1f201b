package dev.slipway.releases.steps;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.steps.Step.ComparePlan;
import dev.slipway.releases.steps.Step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Plans what a release may do only with a person's agreement to its plan.
///
/// A drop of a connection that asks for approval is prepared at once, as with `"submit": false`;
/// its plan is made before the first write, so that people see old and new values. A release that
/// carries out a plan is compared with it first. Both are compared once more before the submission:
/// then nothing else may be left to do.
final class ApprovalPlan {
  private static final Duration LOOK = Duration.ofDays(1);

  private ApprovalPlan() {}

  /// Returns the step before the first write; empty when the release may write.
  static Optional<Step> beforeWriting(ReleaseRecord release, Instant now) {
    var approval = release.approval();
    if (approval == null || approval.begun() != null) {
      return Optional.empty();
    }
    boolean first = release.plan().hash() == null && approval.carriesOut() == null;
    if (first || release.isPlanAgreed()) {
      return Optional.of(new ComparePlan());
    }
    return Optional.of(
        new Wait(
            ReleaseState.PREPARED,
            now.plus(LOOK),
            "The plan of this release has changed. Slipway goes on when you agree to the present"
                + " plan."));
  }

  /// Returns the step before the submission; empty when the release may be submitted.
  static Optional<Step> beforeSubmission(ReleaseRecord release, Instant now) {
    var approval = release.approval();
    if (approval == null) {
      return Optional.empty();
    }
    if (approval.required() && !release.isPlanApproved()) {
      return Optional.of(
          new Wait(
              ReleaseState.PREPARED,
              now.plus(LOOK),
              "Everything is ready in App Store Connect. Slipway submits it when a person approves"
                  + " the plan."));
    }
    return approval.isFresh(now) ? Optional.empty() : Optional.of(new ComparePlan());
  }
}
