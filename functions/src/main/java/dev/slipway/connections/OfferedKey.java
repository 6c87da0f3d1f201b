package dev.slipway.connections;

import dev.slipway.connections.KeySecrets.StoredKey;
import dev.slipway.connections.verdict.KeyKind;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key that a person hands in, already validated. Its text form holds no key.
///
/// @param issuerId a UUID; null for an individual key
/// @param keyId 10 upper-case letters and digits
/// @param fingerprint of the public key
/// @param fileNameAgrees whether the file that it came in is named after the Key ID
public record OfferedKey(
    @Nullable String issuerId,
    String keyId,
    ECPrivateKey privateKey,
    String fingerprint,
    boolean fileNameAgrees) {

  /// Whose key it is.
  public KeyKind kind() {
    return issuerId == null ? KeyKind.INDIVIDUAL : KeyKind.TEAM;
  }

  ConnectionId connectionOf(String tenant) {
    return ConnectionId.of(tenant, Optional.ofNullable(issuerId).orElse(keyId));
  }

  StoredKey stored() {
    return new StoredKey(keyId, issuerId, fingerprint, privateKey);
  }

  @Override
  public String toString() {
    return "OfferedKey[" + keyId + ", redacted]";
  }
}
