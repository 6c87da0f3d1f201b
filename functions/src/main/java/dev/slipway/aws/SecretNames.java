package dev.slipway.aws;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets.Stage;
import dev.slipway.state.KeyHash;
import org.jspecify.annotations.Nullable;

/// The names of a connection's secret and its staging labels.
///
/// @param prefix for example `slipway/dev/connections/`
record SecretNames(String prefix) {
  static final String CURRENT = "AWSCURRENT";
  static final String PENDING = "AWSPENDING";

  /// A key may be stored again after its version has lost its label; it then gets the next
  /// generation.
  static final int GENERATIONS = 50;

  String of(ConnectionId id) {
    return prefix + id;
  }

  /// Returns the version of a key: the same for the same key and generation. It has 32 to 64
  /// characters, as Secrets Manager requires of a ClientRequestToken, which becomes the version's
  /// ID.
  static String version(
      String name, String keyId, @Nullable String issuerId, String fingerprint, int generation) {
    String issuer = issuerId == null ? "" : issuerId;
    String seed = Integer.toString(generation);
    return KeyHash.of(name, keyId, issuer, fingerprint, seed, "first")
        + KeyHash.of(name, keyId, issuer, fingerprint, seed, "second");
  }

  static String label(Stage stage) {
    return switch (stage) {
      case CURRENT -> CURRENT;
      case PENDING -> PENDING;
    };
  }
}
