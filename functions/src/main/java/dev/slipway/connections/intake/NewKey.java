package dev.slipway.connections.intake;

import java.util.Optional;

/// An Apple API key, handed in and sound as far as can be told without asking Apple.
///
/// @param keyId ten upper-case letters and digits
/// @param issuerId the team's UUID in lower case; empty for an individual key
/// @param key the private key; its text shows the fingerprint only
/// @param fileName the file that it came in, when it was one
public record NewKey(
    String keyId, Optional<String> issuerId, SigningKey key, Optional<String> fileName) {
  /// See [SigningKey#fingerprint()].
  public String fingerprint() {
    return key.fingerprint();
  }

  /// Whether the key belongs to one user instead of a team (Apple: individual keys have no Issuer
  /// ID).
  public boolean isIndividual() {
    return issuerId.isEmpty();
  }
}
