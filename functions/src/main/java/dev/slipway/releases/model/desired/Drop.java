package dev.slipway.releases.model.desired;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.ReleaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The upload that started a release.
///
/// @param kind bare `.ipa` or folder with `release.json`; bare also for a file that was meant as
///   the build (`drops.OtherBuild`), so that every version can read the record
/// @param trigger the object whose arrival started the release: the `.ipa` or the `release.json`,
///   in exactly this version
/// @param receivedAt when it arrived, as S3 reports it; a later drop of the same app is newer
/// @param again the release whose files this one takes again, in the same versions; null for a drop
///   of its own, and in records of older versions
public record Drop(
    String bucket,
    Kind kind,
    ObjectVersion trigger,
    Instant receivedAt,
    @Nullable ReleaseId again) {

  /// Creates a drop of its own.
  public Drop(String bucket, Kind kind, ObjectVersion trigger, Instant receivedAt) {
    this(bucket, kind, trigger, receivedAt, null);
  }

  public enum Kind {
    BARE_IPA,
    FOLDER
  }
}
