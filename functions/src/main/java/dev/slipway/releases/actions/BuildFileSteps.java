package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.builduploads.BuildUploadFile;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.BuildLedger.UploadPart;
import dev.slipway.releases.steps.BuildPlan;
import java.time.Instant;
import java.util.List;

/// The steps around the one file of a build upload: find, reserve, commit.
public final class BuildFileSteps {
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
    var file = apple.buildUploadFiles().commit(RequiredFacts.fileId(release));
    return StepResult.progressed(Commits.note(release, file, now));
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
