package dev.slipway.simulator;

import java.util.Set;

/// A key created by the simulator, with everything that a person has after "Generate API Key" in
/// App Store Connect.
///
/// @param keyId ten upper-case letters and digits
/// @param issuerId UUID of the team; an individual key has one too, but its tokens must not name it
/// @param kind team or individual
/// @param roles the roles of the key
/// @param privateKeyPem PKCS#8 PEM of an EC key on P-256, as in an `AuthKey_<KEYID>.p8` file
public record SimulatedKey(
    String keyId, String issuerId, KeyKind kind, Set<KeyRole> roles, String privateKeyPem) {

  public SimulatedKey {
    roles = Set.copyOf(roles);
  }

  /// Describes the key without its secret.
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
