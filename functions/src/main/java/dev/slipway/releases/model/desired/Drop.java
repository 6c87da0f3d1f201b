package dev.slipway.releases.model.desired;

import dev.slipway.drops.DropObjects.DropObject;
import dev.slipway.releases.DropObjects.DropObject;
import java.time.Instant;

/// What started a release.
///
/// @param kind bare `.ipa` or folder with `release.json`
/// @param trigger the object whose arrival started it: the `.ipa`, or the `release.json`
/// @param receivedAt when S3 says that it arrived; a later drop of the same app is newer
public record Drop(String bucket, Kind kind, PinnedObject trigger, Instant receivedAt) {

  public enum Kind {
    BARE_IPA,
    FOLDER
  }

  /// A file of a drop, pinned at the start: exactly this version is worked on, never a mix.
  ///
  /// @param etag as S3 gave it
  public record PinnedObject(String key, String versionId, String etag, long sizeBytes) {

    public static PinnedObject of(DropObject object) {
      return new PinnedObject(object.key(), object.versionId(), object.etag(), object.sizeBytes());
    }

    /// For reading through the port.
    public DropObject toDropObject() {
      return new DropObject(key, versionId, etag, sizeBytes);
    }

    /// The last segment of the key.
    public String fileName() {
      return key.substring(key.lastIndexOf('/') + 1);
    }
  }
}
