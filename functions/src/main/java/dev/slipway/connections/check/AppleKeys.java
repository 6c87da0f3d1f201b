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

/// The token sources of connections' keys. A key is read when it is first needed and kept for at
/// most 10 minutes, by its fingerprint, so that a replaced or deleted key is soon gone from memory.
/// Thread-safe.
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

  /// Signs for the connection's current key. Empty when the secret store does not hold that very
  /// key, or the connection is disconnected.
  public Optional<TokenSource> current(Connection connection) {
    if (connection.state() == ConnectionState.DISCONNECTED) {
      return Optional.empty();
    }
    return tokens(
        new Name(connection.id(), connection.keyId(), connection.fingerprint()), Stage.CURRENT);
  }

  /// Signs for the connection's pending key. Empty when there is none, or the secret store does not
  /// hold it.
  public Optional<TokenSource> pending(Connection connection) {
    var pending = connection.pendingKey();
    return pending == null
        ? Optional.empty()
        : tokens(new Name(connection.id(), pending.keyId(), pending.fingerprint()), Stage.PENDING);
  }

  /// Forgets a connection's keys, because Apple refused one of them or they changed.
  public void forget(ConnectionId id) {
    kept.keySet().removeIf(name -> name.connection.equals(id));
  }

  /// What the secret store holds as the connection's current key, whatever the record names.
  Optional<AppleKey> stored(ConnectionId id) {
    return secrets.read(id, Stage.CURRENT);
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
