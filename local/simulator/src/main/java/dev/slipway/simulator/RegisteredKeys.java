package dev.slipway.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.slipway.simulator.apps.Users;
import dev.slipway.simulator.state.SimulatorKey;
import dev.slipway.simulator.state.World;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/// Keeps the API keys of all teams, as App Store Connect lists them. The caller locks the world.
final class RegisteredKeys {
  private static final String KEY_ID_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final World world;

  RegisteredKeys(World world) {
    this.world = world;
  }

  /// Creates a key; the world keeps only its public half.
  SimulatedKey create(KeyRole role, KeyKind kind, String issuerId) {
    try {
      ECKey pair = new ECKeyGenerator(Curve.P_256).generate();
      String keyId = newKeyId();
      String pem =
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                  .encodeToString(pair.toECPrivateKey().getEncoded())
              + "\n-----END PRIVATE KEY-----\n";
      boolean individual = kind == KeyKind.INDIVIDUAL;
      Set<String> roles = Set.of(role.name());
      put(new SimulatorKey(keyId, issuerId, individual, roles, pair.toPublicJWK(), false));
      Users.addAccountHolder(world, issuerId);
      return new SimulatedKey(keyId, issuerId, kind, Set.of(role), pem);
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java cannot make P-256 keys", e);
    }
  }

  private static String newKeyId() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      id.append(KEY_ID_LETTERS.charAt(RANDOM.nextInt(KEY_ID_LETTERS.length())));
    }
    return id.toString();
  }

  /// Revokes a key.
  void revoke(String keyId) {
    SimulatorKey key = find(keyId);
    put(
        new SimulatorKey(
            keyId, key.issuerId(), key.individual(), key.roles(), key.publicKey(), true));
  }

  /// Changes the role of a key.
  void changeRole(String keyId, KeyRole role) {
    SimulatorKey key = find(keyId);
    put(
        new SimulatorKey(
            keyId,
            key.issuerId(),
            key.individual(),
            Set.of(role.name()),
            key.publicKey(),
            key.revoked()));
  }

  private SimulatorKey find(String keyId) {
    SimulatorKey key = world.keys().get(keyId);
    if (key == null) {
      throw new IllegalArgumentException("No key " + keyId);
    }
    return key;
  }

  private void put(SimulatorKey key) {
    world.keys().put(key.keyId(), key);
    world.changed();
  }
}
