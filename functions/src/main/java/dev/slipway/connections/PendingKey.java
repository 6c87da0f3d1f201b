package dev.slipway.connections;

import dev.slipway.connections.KeySecrets.AppleKey;
import java.time.Instant;

/// A replacement key that waits for its check.
///
/// @param fileNameAgrees whether it was uploaded in a file named after its Key ID
/// @param fileOfOtherService whether its file had a name of keys for another Apple service
public record PendingKey(
    String keyId,
    String fingerprint,
    boolean fileNameAgrees,
    boolean fileOfOtherService,
    Instant since) {
  static PendingKey offered(AppleKey key, Instant since) {
    return new PendingKey(
        key.keyId(), key.fingerprint(), key.fileNameAgrees(), key.fileOfOtherService(), since);
  }

  /// Returns whether it is this key.
  public boolean is(AppleKey key) {
    return keyId.equals(key.keyId()) && fingerprint.equals(key.fingerprint());
  }

  /// Returns the same key as the current one.
  CurrentKey promoted() {
    return new CurrentKey(keyId, fingerprint, true, fileNameAgrees, fileOfOtherService, null);
  }
}
