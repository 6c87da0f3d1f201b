package dev.slipway.simulator.state;

import com.nimbusds.jose.jwk.ECKey;
import java.util.Set;

/// The public side of an API key.
///
/// @param keyId Key ID
/// @param issuerId Issuer ID of its team
/// @param individual whether it belongs to one person
/// @param roles names of its roles, as in `UserRole`
/// @param publicKey public key on P-256
/// @param revoked whether its tokens are refused
public record SimulatorKey(
    String keyId,
    String issuerId,
    boolean individual,
    Set<String> roles,
    ECKey publicKey,
    boolean revoked) {

  /// Returns whether the key has one of these roles.
  public boolean hasAny(String... wanted) {
    for (String role : wanted) {
      if (roles.contains(role)) {
        return true;
      }
    }
    return false;
  }
}
