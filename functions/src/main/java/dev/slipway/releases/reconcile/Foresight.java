package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionChanges;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.BuildId;
import dev.slipway.appstoreconnect.resource.BuildUploadFileId;
import dev.slipway.appstoreconnect.resource.BuildUploadId;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.PhasedReleaseId;
import dev.slipway.appstoreconnect.resource.ReviewSubmissionId;
import dev.slipway.appstoreconnect.resource.ReviewSubmissionItemId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionItemState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.appstoreconnect.testflight.ExternalBetaState;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.releases.model.BuildLedger;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.TestFlightLedger.Text;
import dev.slipway.releases.model.UploadPart;
import dev.slipway.releases.model.VersionLedger;
import dev.slipway.releases.model.VersionLedger.Version;
import dev.slipway.releases.plan.Step;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a release's record would say after a write, if Apple does what it does when all is well.
/// Pure. A plan is the planner's own steps over such records, so that it cannot say anything else
/// than what a run does.
final class Foresight {
  /// Stands for every id that Apple will give.
  static final String PLANNED = "planned";

  private final boolean encryptionInBuild;

  Foresight(boolean encryptionInBuild) {
    this.encryptionInBuild = encryptionInBuild;
  }

  ReleaseRecord after(ReleaseRecord release, Step.Write write, Instant now) {
    return switch (write) {
      case Step.ReserveBuildUpload() ->
          release.withBuild(release.build().reserved(new BuildUploadId(PLANNED)));
      case Step.ReserveBuildUploadFile() ->
          release.withBuild(
              release.build().fileReserved(new BuildUploadFileId(PLANNED), List.of(part(release))));
      case Step.CommitBuildUploadFile() -> release.withBuild(valid(release, now));
      case Step.DeclareEncryption(BuildId build, boolean answer) ->
          release.withBuild(release.build().observed(build, BuildProcessingState.VALID, answer));
      case Step.CreateVersion create ->
          release.withVersion(
              release
                  .version()
                  .with(
                      new Version(
                          new AppStoreVersionId(PLANNED),
                          AppVersionState.PREPARE_FOR_SUBMISSION,
                          Known.desired(release).shortVersion(),
                          create.releaseType(),
                          create.earliestReleaseDate(),
                          create.copyright(),
                          create.build(),
                          null,
                          null)));
      case Step.UpdateVersion(var _, AppStoreVersionChanges changes) ->
          release.withVersion(release.version().with(changed(Known.version(release), changes)));
      case Step.AddPhasedRelease _ ->
          release.withVersion(
              release
                  .version()
                  .with(
                      Known.version(release)
                          .withPhasedRelease(
                              new PhasedReleaseId(PLANNED), PhasedReleaseState.INACTIVE)));
      case Step.RemovePhasedRelease _ ->
          release.withVersion(
              release.version().with(Known.version(release).withPhasedRelease(null, null)));
      case Step.RemoveSubmissionItem _ ->
          release.withVersion(
              new VersionLedger(true, release.version().previous(), release.version().version()));
      case Step.SetWhatToTest text ->
          release.withTestFlight(
              release.testFlight().withText(text.locale(), new Text(PLANNED, text.whatsNew())));
      case Step.AddToBetaGroup group ->
          release.withTestFlight(release.testFlight().withBuildIn(group.groupName()));
      case Step.SubmitForBetaReview _ ->
          release.withTestFlight(
              release.testFlight().inBetaReview(ExternalBetaState.BETA_APPROVED));
      case Step.CreateSubmission() ->
          release.withReview(
              release
                  .review()
                  .with(new ReviewSubmissionId(PLANNED), ReviewSubmissionState.READY_FOR_REVIEW));
      case Step.AddSubmissionItem _ ->
          release.withReview(
              release
                  .review()
                  .withItem(
                      new ReviewSubmissionItemId(PLANNED),
                      ReviewSubmissionItemState.READY_FOR_REVIEW));
      case Step.ResolveSubmissionItem(ReviewSubmissionItemId item) ->
          release.withReview(
              release.review().withItem(item, ReviewSubmissionItemState.READY_FOR_REVIEW));
      case Step.Submit _,
          Step.RemoveAbandonedUpload _,
          Step.LookOnceMore _,
          Step.DiscardBuildUpload _,
          Step.RequestRelease _,
          Step.ChangePhasedRelease _,
          Step.CancelSubmission _ ->
          throw new IllegalStateException("ends a plan, or is no part of one: " + write.name());
    };
  }

  /// All parts sent.
  ReleaseRecord transferred(ReleaseRecord release) {
    return release.withBuild(release.build().finished(Set.of(1)));
  }

  /// The build as it will be once Apple processed it.
  BuildLedger valid(ReleaseRecord release, Instant now) {
    @Nullable Boolean answer =
        encryptionInBuild ? Known.desired(release).usesNonExemptEncryption() : null;
    var build = release.build();
    var committed = build.committedAt() == null ? build.committed(now) : build;
    var id = committed.buildId();
    return committed.observed(
        id == null ? new BuildId(PLANNED) : id, BuildProcessingState.VALID, answer);
  }

  private static UploadPart part(ReleaseRecord release) {
    return new UploadPart(
        new UploadOperation(
            1,
            "PUT",
            URI.create("https://planned.invalid/"),
            0,
            Known.desired(release).ipa().sizeBytes(),
            List.of(),
            Optional.empty(),
            Optional.empty()),
        false);
  }

  private static Version changed(Version version, AppStoreVersionChanges changes) {
    return new Version(
        version.id(),
        version.state(),
        applied(version.versionString(), changes.versionString()),
        changes.releaseType() instanceof Change.Set(var type) ? type : version.releaseType(),
        orNull(version.earliestReleaseDate(), changes.earliestReleaseDate()),
        orNull(version.copyright(), changes.copyright()),
        orNull(version.buildId(), changes.build()),
        version.phasedReleaseId(),
        version.phasedReleaseState());
  }

  private static String applied(String before, Change<String> change) {
    return change instanceof Change.Set<String>(String value) ? value : before;
  }

  private static <T> @Nullable T orNull(@Nullable T before, Change<T> change) {
    return switch (change) {
      case Change.Leave<T>() -> before;
      case Change.Set<T>(T value) -> value;
      case Change.Clear<T>() -> null;
    };
  }
}
