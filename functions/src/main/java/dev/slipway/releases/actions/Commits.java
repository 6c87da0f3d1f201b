package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.builduploads.BuildUploadFile;
import dev.slipway.appstoreconnect.upload.CompositeChecksum;
import dev.slipway.problems.Shown;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.ledgers.BuildLedger.UploadPart;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Notes that Apple has the whole file, and what Apple's checksum says about it. A checksum that
/// differs changes nothing but the timeline: the build number is used by then, Apple compared each
/// part, and the rule of the checksum is known from another API only.
final class Commits {
  private static final Logger LOGGER = System.getLogger(Commits.class.getName());

  private Commits() {}

  /// Returns the release after the commit of its file.
  ///
  /// @param file as Apple shows it after the commit; null when it does not show it
  static ReleaseRecord note(ReleaseRecord release, @Nullable BuildUploadFile file, Instant now) {
    String apples = file == null ? null : file.compositeHash();
    var ours =
        CompositeChecksum.of(release.build().parts().stream().map(UploadPart::operation).toList());
    var committed = release.withBuild(release.build().committed(now));
    if (apples == null || ours == null) {
      return processing(committed, now, "Uploaded. Apple is processing the build.");
    }
    return switch (ours.compare(apples)) {
      case SAME ->
          processing(
              committed,
              now,
              "Uploaded: Apple has the same "
                  + Shown.size(RequiredFacts.desired(release).ipa().sizeBytes())
                  + ". Apple is processing the build.");
      case DIFFERENT, OTHER_FORM ->
          warned(
              processing(committed, now, "Uploaded. Apple is processing the build."),
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
}
