package dev.slipway.releases.refusals;

import static dev.slipway.releases.refusals.Carried.RELATIONSHIPS;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.refusals.Carried.Value;
import dev.slipway.releases.steps.Step;
import java.util.ArrayList;
import java.util.List;

/// What the call of a step carries from the drop. Pure.
public final class CarriedStep {
  private CarriedStep() {}

  /// Returns what the step's call carries; nothing for a step that carries nothing from the drop,
  /// or whose calls are named one by one ([CarriedContent]).
  public static Carried of(Step step, ReleaseRecord release) {
    var desired = release.desired();
    if (desired == null) {
      return Carried.NOTHING;
    }
    String ipa = desired.ipa().fileName();
    return switch (step) {
      case Step.ReserveBuildUpload() ->
          new Carried(
              null,
              List.of(
                  Value.of(
                      "cfBundleShortVersionString",
                      desired.placeOfVersion(),
                      desired.shortVersion()),
                  Value.of("cfBundleVersion", ipa + ": CFBundleVersion", desired.bundleVersion())));
      case Step.ReserveBuildUploadFile _, Step.CommitBuildUploadFile _, Step.TransferParts _ ->
          Carried.files(null, List.of(ipa));
      case Step.DeclareEncryption declare ->
          new Carried(
              null,
              List.of(
                  Value.of(
                      "usesNonExemptEncryption",
                      "$.usesNonExemptEncryption",
                      declare.usesNonExemptEncryption())));
      case Step.CreateVersion create -> {
        var fields = new ArrayList<>(List.of("versionString"));
        if (create.copyright() != null) {
          fields.add("copyright");
        }
        if (create.releaseType() != null) {
          fields.add("releaseType");
        }
        if (create.earliestReleaseDate() != null) {
          fields.add("earliestReleaseDate");
        }
        if (create.build() != null) {
          fields.add("build");
        }
        yield version(desired, fields);
      }
      case Step.UpdateVersion update -> version(desired, update.changes().fields());
      case Step.AddPhasedRelease _, Step.RemovePhasedRelease _ ->
          Carried.files(null, List.of("$.phasedRelease"));
      case Step.SetWhatToTest text ->
          new Carried(
              text.locale(),
              List.of(
                  Value.of(
                      "whatsNew", "$.testFlight.whatToTest." + text.locale(), text.whatsNew())));
      case Step.SetTestInformation text -> testInformation(text);
      case Step.AddTestFlightLocale locale ->
          Carried.files(locale.locale(), List.of("$.testFlight.whatToTest." + locale.locale()));
      case Step.AddPurchaseItem _ -> Carried.files(null, List.of("$.purchases"));
      case Step.SetAutoNotify _ -> Carried.files(null, List.of("$.testFlight.notify"));
      case Step.ExpireBuild _ -> Carried.files(null, List.of("$.testFlight.expirePrevious"));
      case Step.CreateBetaGroup _,
          Step.AddBetaTester _,
          Step.SetPublicLink _,
          Step.AddToBetaGroup _ ->
          Carried.files(null, List.of("$.testFlight.groups"));
      case Step.RemoveAbandonedUpload _,
          Step.LookOnceMore _,
          Step.DiscardBuildUpload _,
          // The declaration is from App Store Connect.
          Step.AttachEncryptionDeclaration _,
          Step.RemoveSubmissionItem _,
          Step.ChangePhasedRelease _,
          Step.SubmitForBetaReview _,
          Step.CreateSubmission _,
          Step.AddSubmissionItem _,
          Step.ResolveSubmissionItem _,
          Step.Submit _,
          Step.RequestRelease _,
          Step.CancelSubmission _,
          Step.ReadDrop _,
          Step.Preflight _,
          Step.ApplyContent _,
          // Each of its calls names what it carries.
          Step.ApplyBetaReviewInformation _,
          Step.MakePlan _,
          Step.ComparePlan _,
          Step.Look _,
          Step.RecordWrite _,
          Step.Rest _ ->
          Carried.NOTHING;
    };
  }

  private static Carried testInformation(Step.SetTestInformation text) {
    var values = new ArrayList<Value>();
    if (text.description() != null) {
      values.add(
          Value.of("description", "$.testFlight.description." + text.locale(), text.description()));
    }
    if (text.feedbackEmail() != null) {
      values.add(Value.of("feedbackEmail", "$.testFlight.feedbackEmail", text.feedbackEmail()));
    }
    return new Carried(text.locale(), values);
  }

  private static Carried version(Desired desired, List<String> fields) {
    return new Carried(null, fields.stream().map(field -> version(desired, field)).toList());
  }

  private static Value version(Desired desired, String field) {
    return switch (field) {
      case "versionString" -> Value.of(field, desired.placeOfVersion(), desired.shortVersion());
      case "copyright" -> Value.of(field, "metadata/copyright.txt", null);
      case "build" -> new Value(RELATIONSHIPS + field, desired.placeOfBuild(), null);
      default -> Value.of(field, "$." + field, null);
    };
  }
}
