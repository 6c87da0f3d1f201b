package dev.slipway.connections.check;

import dev.slipway.appstoreconnect.auth.ApiKey;
import dev.slipway.appstoreconnect.auth.IssuerId;
import dev.slipway.appstoreconnect.auth.KeyId;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.KeySecrets.Stage;
import dev.slipway.connections.verdict.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Provides token sources for the keys of connections. Reads a key when it is first needed and
/// keeps it for at most 10 minutes by its fingerprint, so a replaced or deleted key soon leaves
/// memory. Thread-safe.
public final class AppleKeys {
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final KeySecrets.Keys secrets;
  private final InstantSource clock;
  private final Map<Name, Kept> kept = new ConcurrentHashMap<>();

  private record Name(ConnectionId connection, String keyId, String fingerprint) {}

  private record Kept(TokenSource tokens, Instant until) {}

  public AppleKeys(KeySecrets.Keys secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Returns the token source of the connection's current key; empty when the secret store does not
  /// contain exactly this key, or the connection is disconnected.
  public Optional<TokenSource> current(Connection connection) {
    if (connection.state() == ConnectionState.DISCONNECTED) {
      return Optional.empty();
    }
    return tokens(
        new Name(connection.id(), connection.keyId(), connection.fingerprint()), Stage.CURRENT);
  }

  /// Returns the token source of the connection's pending key; empty when there is no pending key,
  /// or the secret store does not contain it.
  public Optional<TokenSource> pending(Connection connection) {
    var pending = connection.pendingKey();
    return pending == null
        ? Optional.empty()
        : tokens(new Name(connection.id(), pending.keyId(), pending.fingerprint()), Stage.PENDING);
  }

  /// Forgets a connection's keys, because Apple rejected one of them or they changed.
  public void forget(ConnectionId id) {
    kept.keySet().removeIf(name -> name.connection.equals(id));
  }

  /// Returns the key that the secret store contains as the connection's current key, even if the
  /// record names another one.
  Optional<AppleKey> stored(ConnectionId id) {
    return secrets.read(id, Stage.CURRENT);
  }

  /// Returns the same for the pending key.
  Optional<AppleKey> storedPending(ConnectionId id) {
    return secrets.read(id, Stage.PENDING);
  }

  private Optional<TokenSource> tokens(Name name, Stage stage) {
    Instant now = clock.instant();
    kept.values().removeIf(entry -> !now.isBefore(entry.until));
    var found = kept.get(name);
    if (found != null) {
      return Optional.of(found.tokens);
    }
    var read =
        secrets
            .read(name.connection, stage)
            .filter(
                key ->
                    key.keyId().equals(name.keyId) && key.fingerprint().equals(name.fingerprint));
    return read.map(
        key -> {
          var tokens = new TokenSource(apiKey(key), clock);
          kept.put(name, new Kept(tokens, now.plus(KEPT)));
          return tokens;
        });
  }

  private static ApiKey apiKey(AppleKey key) {
    var keyId = new KeyId(key.keyId());
    return key.issuerId() == null
        ? new ApiKey.IndividualKey(keyId, key.privateKey())
        : new ApiKey.TeamKey(keyId, new IssuerId(key.issuerId()), key.privateKey());
  }
}
