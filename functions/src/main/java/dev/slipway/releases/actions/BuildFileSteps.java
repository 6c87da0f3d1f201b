package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.builduploads.BuildUploadFile;
import dev.slipway.appstoreconnect.upload.CompositeChecksum;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.problems.Shown;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.ledgers.BuildLedger.UploadPart;
import dev.slipway.releases.steps.BuildPlan;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The steps around the one file of a build upload: find, reserve, commit.
public final class BuildFileSteps {
  private static final Logger LOGGER = System.getLogger(BuildFileSteps.class.getName());

  private final AppStoreConnectClient apple;

  public BuildFileSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Looks for the file whose reservation was sent and whose answer was lost.
  public StepResult findBuildUploadFile(ReleaseRecord release, Instant now) {
    var build = release.build();
    var found =
        apple.buildUploadFiles().listFor(RequiredFacts.uploadId(release)).stream()
            .filter(file -> file.assetType().equals(BuildUploadFile.ASSET))
            .findFirst();
    if (found.isEmpty()) {
      return StepResult.progressed(release);
    }
    var file =
        found.get().uploadOperations().isEmpty()
            ? apple.buildUploadFiles().get(found.get().id())
            : found.get();
    return switch (file.deliveryState()) {
      case UPLOAD_COMPLETE, COMPLETE ->
          StepResult.progressed(
              release.withBuild(build.fileReserved(file.id(), List.of()).committed(now)));
      case AWAITING_UPLOAD, FAILED, UNKNOWN -> adoptFile(release, file, now);
    };
  }

  public StepResult reserveBuildUploadFile(ReleaseRecord release, Instant now) {
    var ipa = RequiredFacts.desired(release).ipa();
    var file =
        apple
            .buildUploadFiles()
            .reserve(RequiredFacts.uploadId(release), ipa.fileName(), ipa.sizeBytes());
    return adoptFile(release, file, now);
  }

  public StepResult commit(ReleaseRecord release, Instant now) {
    var file =
        apple
            .buildUploadFiles()
            .commit(RequiredFacts.fileId(release), WriteKind.COMMIT_BUILD_UPLOAD_FILE.deadline());
    return StepResult.progressed(committed(release, file, now));
  }

  /// Returns the release after the commit of its file, with what Apple's checksum says about it. A
  /// checksum that differs changes nothing but the timeline: the build number is used by then,
  /// Apple compared each part, and the rule of the checksum is known from another API only.
  ///
  /// @param file as Apple shows it after the commit; null when it does not show it
  static ReleaseRecord committed(
      ReleaseRecord release, @Nullable BuildUploadFile file, Instant now) {
    String apples = file == null ? null : file.compositeHash();
    var ours =
        CompositeChecksum.of(release.build().parts().stream().map(UploadPart::operation).toList());
    var whole = release.withBuild(release.build().committed(now));
    if (apples == null || ours == null) {
      return processing(whole, now, "Uploaded. Apple is processing the build.");
    }
    return switch (ours.compare(apples)) {
      case SAME ->
          processing(
              whole,
              now,
              "Uploaded: Apple has the same "
                  + Shown.size(RequiredFacts.desired(release).ipa().sizeBytes())
                  + ". Apple is processing the build.");
      case DIFFERENT, OTHER_FORM ->
          warned(
              processing(whole, now, "Uploaded. Apple is processing the build."),
              ours.toString(),
              apples,
              now);
    };
  }

  private static ReleaseRecord processing(ReleaseRecord release, Instant now, String message) {
    return release.moved(Status.due(ReleaseState.PROCESSING, now), now, message);
  }

  private static ReleaseRecord warned(
      ReleaseRecord release, String ours, String apples, Instant now) {
    LOGGER.log(
        Level.WARNING,
        "Apple shows another checksum of the build",
        Map.of("releaseId", release.id().value(), "apple", apples, "expected", ours));
    return release.moved(
        release.status(),
        now,
        "Apple shows the checksum "
            + apples
            + " for this file; Slipway expected "
            + ours
            + ". The release continues, because Apple checked each part. If Apple finds the build"
            + " damaged, raise the build number (CFBundleVersion) and upload it again.");
  }

  /// Adopts the file. A part with an entity tag is at Apple already. The function that moves the
  /// bytes decides whether its instructions can be followed.
  private static StepResult adoptFile(ReleaseRecord release, BuildUploadFile file, Instant now) {
    var parts =
        file.uploadOperations().stream()
            .map(operation -> new UploadPart(operation, operation.entityTag() != null))
            .toList();
    var adopted = release.withBuild(release.build().fileReserved(file.id(), parts));
    // Unusable addresses are a failure: to discard and reserve again at once would never end.
    return parts.isEmpty() || BuildPlan.expiring(parts, now)
        ? new StepResult(
            adopted,
            new Outcome.Failed(
                Problem.of(
                    ProblemType.APPLE_UNAVAILABLE,
                    "Apple's answer has no usable upload addresses for the parts, or addresses that"
                        + " expire within minutes. Slipway restarts the upload automatically."),
                null))
        : StepResult.progressed(adopted);
  }
}
