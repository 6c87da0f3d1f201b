package dev.slipway.releases.model.desired;

import dev.slipway.drops.ObjectVersion;
import java.time.Instant;

/// What started a release.
///
/// @param kind bare `.ipa` or folder with `release.json`
/// @param trigger the object whose arrival started it: the `.ipa`, or the `release.json`; exactly
///   this version is worked on
/// @param receivedAt when S3 says that it arrived; a later drop of the same app is newer
public record Drop(String bucket, Kind kind, ObjectVersion trigger, Instant receivedAt) {

  public enum Kind {
    BARE_IPA,
    FOLDER
  }
}
