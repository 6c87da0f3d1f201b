package dev.slipway.releases.reconcile;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.ApprovalLedger;
import dev.slipway.releases.steps.Step;
import java.time.Instant;

/// Stops a submission of a release that does not know yet that a person must approve it: the
/// connection asks for approval since the drop was read, or an earlier version of Slipway lost the
/// mark in the record.
final class Approvals {
  private Approvals() {}

  /// Returns whether the write belongs to a submission that nobody was asked to approve.
  ///
  /// @param asked whether the connection asks for approval
  static boolean isMissing(ReleaseRecord release, boolean asked, Step.Write write) {
    var approval = release.approval();
    return asked && (approval == null || !approval.required()) && isOfSubmission(write);
  }

  private static boolean isOfSubmission(Step.Write write) {
    return switch (write) {
      case Step.CreateSubmission _,
          Step.AddSubmissionItem _,
          Step.AddPurchaseItem _,
          Step.ResolveSubmissionItem _,
          Step.Submit _ ->
          true;
      case Step.RemoveAbandonedUpload _,
          Step.LookOnceMore _,
          Step.ReserveBuildUpload _,
          Step.ReserveBuildUploadFile _,
          Step.CommitBuildUploadFile _,
          Step.DiscardBuildUpload _,
          Step.DeclareEncryption _,
          Step.AttachEncryptionDeclaration _,
          Step.CreateVersion _,
          Step.UpdateVersion _,
          Step.RemoveSubmissionItem _,
          Step.AddPhasedRelease _,
          Step.RemovePhasedRelease _,
          Step.ChangePhasedRelease _,
          Step.TestFlightWrite _,
          Step.RequestRelease _,
          Step.CancelSubmission _ ->
          false;
    };
  }

  /// Returns the release as one that waits for approval; its plan is made next.
  static ReleaseRecord required(ReleaseRecord release, Instant now) {
    var before = release.approval();
    return release
        .withApproval(before == null ? ApprovalLedger.REQUIRED : before.withRequired(true))
        .withDesired(RequiredFacts.desired(release).notSubmitted())
        .moved(release.status(), now, "This team asks for approval before each submission.");
  }
}
