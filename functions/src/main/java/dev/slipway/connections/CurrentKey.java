package dev.slipway.connections;

import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.verdict.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known about a connection's key, without the key itself.
///
/// @param fingerprint of its public half
/// @param stored whether the secret store contains it; false only between the first write of the
///   record and the last step of connecting, and after a check that did not find it there
/// @param fileNameAgrees whether it was uploaded in a file named after its Key ID
/// @param fileOfOtherService whether its file had a name of keys for another Apple service
/// @param workedAt when Apple last accepted it; null when never
public record CurrentKey(
    String keyId,
    String fingerprint,
    boolean stored,
    boolean fileNameAgrees,
    boolean fileOfOtherService,
    @Nullable Instant workedAt) {

  static CurrentKey offered(AppleKey key) {
    return new CurrentKey(
        key.keyId(),
        key.fingerprint(),
        false,
        key.fileNameAgrees(),
        key.fileOfOtherService(),
        null);
  }

  boolean is(AppleKey key) {
    return keyId.equals(key.keyId()) && fingerprint.equals(key.fingerprint());
  }

  CurrentKey stored(boolean changed) {
    return new CurrentKey(
        keyId, fingerprint, changed, fileNameAgrees, fileOfOtherService, workedAt);
  }

  /// Returns this after a check with this verdict.
  CurrentKey checked(Verdict verdict) {
    boolean works =
        switch (verdict.state()) {
          case CONNECTED, CONNECTED_WITH_LIMITS -> true;
          case NOT_CONNECTED, UNKNOWN, CHECKING, DISCONNECTED -> false;
        };
    return new CurrentKey(
        keyId,
        fingerprint,
        true,
        fileNameAgrees,
        fileOfOtherService,
        works ? verdict.checkedAt() : workedAt);
  }
}
