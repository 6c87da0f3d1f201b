package dev.slipway.releases.plan;

import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.upload.PartUpload.FinishedPart;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.BuildLedger.UploadPart;
import dev.slipway.releases.model.ledgers.PlanLedger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The build as a dry run imagines it on its way to Apple.
///
/// @param encryptionAnswered whether the Info.plist answers the encryption question, so that Apple
///   takes the answer from there
record ImaginedBuild(boolean encryptionAnswered) {

  /// Returns the only part of the reserved file.
  static UploadPart part(Desired desired) {
    return new UploadPart(
        new UploadOperation(
            1,
            "PUT",
            URI.create("https://planned.invalid/"),
            0,
            desired.ipa().sizeBytes(),
            List.of(),
            null,
            null),
        false);
  }

  /// Returns the record with all parts sent.
  static ReleaseRecord transferred(ReleaseRecord release) {
    return release.withBuild(
        release
            .build()
            .finished(
                List.of(
                    new FinishedPart(
                        1, 0, RequiredFacts.desired(release).ipa().sizeBytes(), "", null))));
  }

  /// Returns the build as it will be once Apple has processed it.
  BuildLedger valid(ReleaseRecord release, Instant now) {
    @Nullable Boolean answer =
        encryptionAnswered ? RequiredFacts.desired(release).usesNonExemptEncryption() : null;
    var build = release.build();
    var committed = build.committedAt() == null ? build.committed(now) : build;
    var id = committed.buildId();
    return committed.observed(
        id == null ? new BuildId(PlanLedger.PLANNED_ID) : id, BuildProcessingState.VALID, answer);
  }
}
