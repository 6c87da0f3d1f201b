package dev.slipway.releases.plan;

import static dev.slipway.releases.model.ledgers.PlanLedger.PLANNED_ID;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.resource.ResourceId.PhasedReleaseId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import dev.slipway.releases.model.ledgers.PurchaseItem;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import dev.slipway.releases.steps.Step;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A write of the loop that a dry run imagines: what the plan says of it, and the release's record
/// after it if Apple answers as expected. The plan runs the loop's own steps over such records, so
/// it says what a run does.
///
/// @param action null for a write whose call is named with another write's
/// @param after null where the plan ends with this write
record PlannedWrite(@Nullable PlannedAction action, @Nullable ReleaseRecord after) {

  /// @param builds how the plan imagines the build
  static PlannedWrite of(
      ReleaseRecord release, Step.Write write, ImaginedBuild builds, Instant now) {
    var desired = RequiredFacts.desired(release);
    String numbers = desired.shortVersion() + " (" + desired.bundleVersion() + ")";
    return switch (write) {
      case Step.ReserveBuildUpload() ->
          new PlannedWrite(
              action(Kind.CREATE, "Build upload", null, numbers, "POST /v1/buildUploads"),
              release.withBuild(release.build().reserved(new BuildUploadId(PLANNED_ID))));
      case Step.ReserveBuildUploadFile() ->
          new PlannedWrite(
              new PlannedAction(
                  Kind.UPLOAD,
                  "Build",
                  null,
                  null,
                  numbers,
                  desired.ipa().fileName(),
                  desired.ipa().sizeBytes(),
                  List.of("POST /v1/buildUploadFiles", "PATCH /v1/buildUploadFiles/{id}")),
              release.withBuild(
                  release
                      .build()
                      .fileReserved(
                          new BuildUploadFileId(PLANNED_ID),
                          List.of(ImaginedBuild.part(desired)))));
      case Step.CommitBuildUploadFile() ->
          new PlannedWrite(null, release.withBuild(builds.valid(release, now)));
      case Step.DeclareEncryption declare ->
          new PlannedWrite(
              action(
                  Kind.CHANGE,
                  "Uses non-exempt encryption",
                  null,
                  declare.usesNonExemptEncryption() ? "yes" : "no",
                  "PATCH /v1/builds/{id}"),
              release.withBuild(
                  release
                      .build()
                      .observed(
                          declare.build(),
                          BuildProcessingState.VALID,
                          declare.usesNonExemptEncryption())));
      case Step.AttachEncryptionDeclaration _ -> {
        var planned = new PlannedDeclaration(RequiredFacts.encryption(release));
        yield new PlannedWrite(
            action(
                Kind.CHANGE,
                "Encryption declaration",
                planned.before(),
                planned.after(),
                "PATCH /v1/builds/{id}"),
            release.withBuild(release.build().withDeclaration(planned.applied())));
      }
      case Step.CreateVersion create ->
          new PlannedWrite(
              action(
                  Kind.CREATE,
                  "App Store version",
                  null,
                  inWords(desired, create),
                  "POST /v1/appStoreVersions"),
              release.withVersion(release.version().with(created(desired, create))));
      case Step.UpdateVersion update -> {
        var change = new PlannedVersionChange(RequiredFacts.version(release), update.changes());
        yield new PlannedWrite(
            action(
                Kind.CHANGE,
                "App Store version",
                change.before(),
                change.after(desired.bundleVersion()),
                "PATCH /v1/appStoreVersions/{id}"),
            release.withVersion(release.version().with(change.applied())));
      }
      case Step.AddPhasedRelease _ ->
          new PlannedWrite(
              action(
                  Kind.CREATE,
                  "Phased release",
                  null,
                  "over 7 days",
                  "POST /v1/appStoreVersionPhasedReleases"),
              withPhasedRelease(
                  release, new PhasedReleaseId(PLANNED_ID), PhasedReleaseState.INACTIVE));
      case Step.RemovePhasedRelease _ ->
          new PlannedWrite(
              action(
                  Kind.DELETE,
                  "Phased release",
                  "over 7 days",
                  null,
                  "DELETE /v1/appStoreVersionPhasedReleases/{id}"),
              withPhasedRelease(release, null, null));
      case Step.RemoveSubmissionItem _ ->
          new PlannedWrite(
              action(
                  Kind.DELETE,
                  "Item of a draft submission",
                  "the app's unreleased version",
                  null,
                  "DELETE /v1/reviewSubmissionItems/{id}"),
              release.withVersion(
                  new VersionLedger(
                      true, release.version().previous(), release.version().version())));
      case Step.TestFlightWrite testFlight -> PlannedTestFlight.of(release, testFlight);
      case Step.CreateSubmission() ->
          new PlannedWrite(
              action(
                  Kind.CREATE,
                  "Review submission",
                  null,
                  desired.platform().name(),
                  "POST /v1/reviewSubmissions"),
              release.withReview(
                  release
                      .review()
                      .with(
                          new ReviewSubmissionId(PLANNED_ID),
                          ReviewSubmissionState.READY_FOR_REVIEW)));
      case Step.AddSubmissionItem _ ->
          new PlannedWrite(
              action(
                  Kind.CREATE,
                  "Item of the review submission",
                  null,
                  "version " + desired.shortVersion(),
                  "POST /v1/reviewSubmissionItems"),
              withItem(release, new ReviewSubmissionItemId(PLANNED_ID)));
      case Step.AddPurchaseItem add ->
          new PlannedWrite(
              action(
                  Kind.CREATE,
                  "Item of the review submission",
                  null,
                  add.purchase().inWords(),
                  "POST /v1/reviewSubmissionItems"),
              release.withReview(release.review().withPurchase(add.purchase().hidden())));
      case Step.ResolveSubmissionItem(ReviewSubmissionItemId item) ->
          new PlannedWrite(
              action(
                  Kind.CHANGE,
                  "Rejected item",
                  "REJECTED",
                  "marked as fixed",
                  "PATCH /v1/reviewSubmissionItems/{id}"),
              resolved(release, item));
      case Step.Submit _ ->
          new PlannedWrite(
              action(
                  Kind.SUBMIT,
                  "App Review",
                  null,
                  desired.submitsPurchasesAlone()
                      ? purchases(release)
                      : "version " + desired.shortVersion(),
                  "PATCH /v1/reviewSubmissions/{id}"),
              null);
      case Step.RemoveAbandonedUpload _,
          Step.LookOnceMore _,
          Step.DiscardBuildUpload _,
          Step.RequestRelease _,
          Step.ChangePhasedRelease _,
          Step.CancelSubmission _ ->
          throw new IllegalStateException("not part of a plan: " + write.name());
    };
  }

  private static String purchases(ReleaseRecord release) {
    return release.review().products().stream()
        .map(PurchaseItem::inWords)
        .collect(Collectors.joining(", "));
  }

  private static String inWords(Desired desired, Step.CreateVersion create) {
    return desired.shortVersion()
        + (create.build() != null && desired.namesBuildAtApple()
            ? ", build " + desired.bundleVersion()
            : "")
        + (create.releaseType() == null ? "" : ", " + create.releaseType())
        + (create.earliestReleaseDate() == null ? "" : " at " + create.earliestReleaseDate())
        + (create.copyright() == null ? "" : ", copyright \"" + create.copyright() + "\"");
  }

  private static Version created(Desired desired, Step.CreateVersion create) {
    return new Version(
        new AppStoreVersionId(PLANNED_ID),
        AppVersionState.PREPARE_FOR_SUBMISSION,
        desired.shortVersion(),
        create.releaseType(),
        create.earliestReleaseDate(),
        create.copyright(),
        create.build(),
        null,
        null);
  }

  private static ReleaseRecord withPhasedRelease(
      ReleaseRecord release, @Nullable PhasedReleaseId id, @Nullable PhasedReleaseState state) {
    return release.withVersion(
        release.version().with(RequiredFacts.version(release).withPhasedRelease(id, state)));
  }

  private static ReleaseRecord resolved(ReleaseRecord release, ReviewSubmissionItemId item) {
    return release.review().products().stream()
        .filter(purchase -> item.equals(purchase.itemId()))
        .findFirst()
        .map(purchase -> release.withReview(release.review().withPurchase(purchase.hidden())))
        .orElseGet(() -> withItem(release, item));
  }

  private static ReleaseRecord withItem(ReleaseRecord release, ReviewSubmissionItemId item) {
    return release.withReview(
        release.review().withItem(item, ReviewSubmissionItemState.READY_FOR_REVIEW));
  }

  static PlannedAction action(
      Kind kind, String what, @Nullable String before, @Nullable String after, String call) {
    return new PlannedAction(kind, what, null, before, after, null, 0, List.of(call));
  }
}
