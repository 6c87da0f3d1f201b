package dev.slipway.connections;

import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.verdict.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The names of a connection's key, and what is known of it; never the key itself.
///
/// @param fingerprint of its public half
/// @param stored whether it has reached the secret store; false only between the first write of the
///   record and the last step of connecting, and when the store turned out not to hold it
/// @param fileNameAgrees whether it came in a file named after its Key ID
/// @param workedAt when Apple last took it; null when never
public record CurrentKey(
    String keyId,
    String fingerprint,
    boolean stored,
    boolean fileNameAgrees,
    @Nullable Instant workedAt) {

  static CurrentKey offered(AppleKey key) {
    return new CurrentKey(key.keyId(), key.fingerprint(), false, key.fileNameAgrees(), null);
  }

  boolean is(AppleKey key) {
    return keyId.equals(key.keyId()) && fingerprint.equals(key.fingerprint());
  }

  CurrentKey stored(boolean changed) {
    return new CurrentKey(keyId, fingerprint, changed, fileNameAgrees, workedAt);
  }

  /// After a check with this verdict.
  CurrentKey checked(Verdict verdict) {
    boolean works =
        switch (verdict.state()) {
          case CONNECTED, CONNECTED_WITH_LIMITS -> true;
          case NOT_CONNECTED, UNKNOWN, CHECKING, DISCONNECTED -> false;
        };
    return new CurrentKey(
        keyId, fingerprint, true, fileNameAgrees, works ? verdict.checkedAt() : workedAt);
  }
}
