package dev.slipway.releases.reconcile;

import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.steps.Step;

/// Names what a step does, in words that end the sentence "while …".
final class Attempt {
  private Attempt() {}

  static String of(Step step) {
    return switch (step) {
      case Step.Write write -> write.kind().words();
      case Step.ApplyContent() -> WriteKind.APPLY_CONTENT.words();
      case Step.ApplyBetaReviewInformation() -> WriteKind.APPLY_BETA_REVIEW_INFORMATION.words();
      case Step.ReadDrop() -> "reading the drop";
      case Step.Preflight() -> "running preflight";
      case Step.MakePlan() -> "making the plan";
      case Step.ComparePlan() -> "comparing the plan";
      case Step.TransferParts() -> "uploading the build";
      case Step.FindApp() -> "looking for the app";
      case Step.TakeOver _ -> "taking over from an earlier release";
      case Step.FindBuildUpload() -> "looking for the upload";
      case Step.FindBuildUploadFile() -> "looking for the upload's file";
      case Step.ObserveBuildUpload() -> "checking the build";
      case Step.ObserveEncryptionDeclarations _ -> "reading the app's encryption declarations";
      case Step.ObserveVersions() -> "reading the app's versions";
      case Step.ObserveTestFlight _ -> "reading TestFlight";
      case Step.ObserveSubmission() -> "looking for an open submission";
      case Step.ObserveReview() -> "checking the review";
      case Step.Rest _ -> "waiting";
    };
  }
}
