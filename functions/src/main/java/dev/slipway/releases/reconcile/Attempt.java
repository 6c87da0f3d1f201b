package dev.slipway.releases.reconcile;

import dev.slipway.releases.plan.Step;

/// What a step is for, in words that end the sentence "while …".
final class Attempt {
  private Attempt() {}

  static String of(Step step) {
    return switch (step) {
      case Step.FindApp() -> "looking for the app";
      case Step.TakeOver t -> "taking over from an earlier release";
      case Step.RemoveAbandonedUpload r -> "removing an abandoned upload";
      case Step.LookOnceMore l -> "looking for what came late";
      case Step.FindBuildUpload() -> "looking for the upload";
      case Step.ReserveBuildUpload() -> "reserving the upload";
      case Step.FindBuildUploadFile() -> "looking for the upload's file";
      case Step.ReserveBuildUploadFile() -> "reserving the upload's file";
      case Step.CommitBuildUploadFile() -> "completing the upload";
      case Step.DiscardBuildUpload() -> "giving an upload back";
      case Step.ObserveBuildUpload() -> "looking at the build";
      case Step.DeclareEncryption d -> "answering the question of encryption";
      case Step.ObserveVersions() -> "looking at the app's versions";
      case Step.CreateVersion c -> "creating the version";
      case Step.UpdateVersion u -> "changing the version";
      case Step.Preflight() -> "looking at what could stand in the way";
      case Step.ApplyContent() -> "bringing texts and media to Apple";
      case Step.MakePlan() -> "making the plan";
      case Step.ObserveTestFlight o -> "looking at TestFlight";
      case Step.SetWhatToTest s -> "saying what to test";
      case Step.AddToBetaGroup a -> "handing the build to a group of testers";
      case Step.SubmitForBetaReview s -> "submitting for Beta App Review";
      case Step.ChangePhasedRelease c -> "changing the phased release";
      case Step.AddPhasedRelease a -> "asking for a phased release";
      case Step.RemovePhasedRelease r -> "removing the phased release";
      case Step.RemoveSubmissionItem r -> "taking the version out of a draft submission";
      case Step.ObserveSubmission() -> "looking for an open submission";
      case Step.CreateSubmission() -> "creating the submission";
      case Step.AddSubmissionItem a -> "adding the version to the submission";
      case Step.ResolveSubmissionItem r -> "marking the rejected item as mended";
      case Step.Submit s -> "submitting for review";
      case Step.ObserveReview() -> "looking at the review";
      case Step.RequestRelease r -> "releasing the version";
      case Step.CancelSubmission c -> "withdrawing the submission";
      case Step.Bytes b -> "moving the bytes";
      case Step.Rest r -> "resting";
    };
  }
}
