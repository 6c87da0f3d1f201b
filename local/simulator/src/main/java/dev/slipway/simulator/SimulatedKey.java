package dev.slipway.simulator;

import java.util.Set;

/// A key that the simulator made: what a person would have after "Generate API Key" on the web
/// site.
///
/// @param keyId ten upper-case letters and digits
/// @param issuerId UUID of the team; an individual key has one too, but its tokens must not name it
/// @param kind team or individual
/// @param roles what the key may do
/// @param privateKeyPem PKCS#8 PEM of an EC key on P-256, as in an `AuthKey_<KEYID>.p8` file
public record SimulatedKey(
    String keyId, String issuerId, KeyKind kind, Set<KeyRole> roles, String privateKeyPem) {

  public SimulatedKey {
    roles = Set.copyOf(roles);
  }

  /// Names the key without its secret.
  @Override
  public String toString() {
    return "SimulatedKey[keyId="
        + keyId
        + ", issuerId="
        + issuerId
        + ", kind="
        + kind
        + ", roles="
        + roles
        + "]";
  }
}
