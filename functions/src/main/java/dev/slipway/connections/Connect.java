package dev.slipway.connections;

import dev.slipway.actors.Actor;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.QuotaExceeded;
import dev.slipway.quotas.QuotaExceededException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Accepts a key. Writes only to the state and the secret store; a wake object starts the check.
///
/// The order of writes lets a repeated request finish what an earlier one began, wherever that one
/// stopped: 1. the listing marker (harmless without a record); 2. the record as CHECKING with
/// `keyStored` false; 3. the secret; 4. `keyStored` true; 5. the wake object. Two simultaneous
/// first connects of one team meet at step 2. A replacement key goes into the secret store first,
/// because it has no effect until the record names it. Thread-safe.
public final class Connect {
  private static final int TRIES = 20;

  private final ConnectionStore connections;
  private final KeySecrets.Intake secrets;
  private final QuotaCounts quotas;
  private final InstantSource clock;

  /// The result of connecting.
  public sealed interface Outcome {
    Connection connection();

    /// The team was not connected before.
    record Created(Connection connection) implements Outcome {}

    /// Exactly this key is already connected.
    record Known(Connection connection) implements Outcome {}

    /// The team is connected with another key; this one is checked before it replaces it.
    ///
    /// @param displaced the ID of another replacement key that waited and now ends; null without
    ///   one
    record Replacing(Connection connection, @Nullable String displaced) implements Outcome {}

    /// The team had been disconnected and is connected again.
    record Restored(Connection connection) implements Outcome {}
  }

  public Connect(
      ConnectionStore connections,
      KeySecrets.Intake secrets,
      QuotaCounts quotas,
      InstantSource clock) {
    this.connections = connections;
    this.secrets = secrets;
    this.quotas = quotas;
    this.clock = clock;
  }

  /// Connects the key's team for this tenant.
  ///
  /// @param actor who hands the key in
  /// @throws QuotaExceededException when the team is not connected, and the tenant may have no more
  ///   connections
  public Outcome connect(String tenant, AppleKey key, Actor actor) {
    return connectIf(_ -> true, tenant, key, actor).orElseThrow();
  }

  /// Connects the key's team, unless the tenant knows the team and this actor may not change its
  /// connection.
  ///
  /// @param mayChange asked about an existing connection, also a disconnected one, each time that
  ///   it is read
  /// @return empty when the connection may not be changed
  public Optional<Outcome> connectIf(
      Predicate<Connection> mayChange, String tenant, AppleKey key, Actor actor) {
    var id = key.connectionOf(tenant);
    if (isConnected(id)) {
      connections.mark(tenant, id);
    }
    for (int i = 0; i < TRIES; i++) {
      var existing = connections.read(id);
      if (existing.isPresent() && !mayChange.test(existing.get())) {
        return Optional.empty();
      }
      if (existing.isEmpty()) {
        var fresh = Connection.checking(id, tenant, key, actor, clock.instant());
        admit(fresh);
        if (connections.create(fresh)) {
          return Optional.of(new Outcome.Created(store(fresh, key)));
        }
        continue;
      }
      var connection = existing.get();
      if (connection.state() == ConnectionState.DISCONNECTED) {
        admit(connection.restartedWith(key, actor, clock.instant()));
        var restarted = restart(connection, key, actor);
        if (restarted.hasCurrent(key)) {
          // An unfinished disconnect may have removed the marker again.
          connections.mark(tenant, id);
          return Optional.of(new Outcome.Restored(store(restarted, key)));
        }
      } else if (connection.hasCurrent(key)) {
        return Optional.of(new Outcome.Known(knownAgain(connection, key, actor)));
      } else if (!connection.keyStored()) {
        var restarted = restart(connection, key, actor);
        if (restarted.hasCurrent(key)) {
          return Optional.of(new Outcome.Created(store(restarted, key)));
        }
      } else if (secrets.putPending(id, key)) {
        // Whether this actor may change it can change meanwhile: Apple may accept a failed key.
        var replacing =
            connections.update(
                id,
                stands ->
                    canReplace(stands, key) && mayChange.test(stands)
                        ? pending(stands, key, actor)
                        : stands);
        if (replacing.filter(stands -> stands.hasPending(key)).isPresent()) {
          connections.wake(id);
          return Optional.of(new Outcome.Replacing(replacing.get(), displaced(connection, key)));
        }
      } else {
        var restarted = restartWithoutKey(connection, key, actor);
        if (restarted.hasCurrent(key)) {
          return Optional.of(new Outcome.Created(store(restarted, key)));
        }
      }
    }
    throw new IllegalStateException("the connection changes faster than it can be written");
  }

  /// Takes the connection's places in the list, and among those that were never verified.
  private void admit(Connection wanted) {
    var exceeded = take(wanted, Quota.CONNECTIONS);
    if (exceeded.isEmpty() && wanted.isUnverified()) {
      exceeded = take(wanted, Quota.UNVERIFIED_CONNECTIONS);
    }
    if (exceeded.isEmpty()) {
      return;
    }
    String tenant = wanted.tenant();
    connections.unmark(tenant, wanted.id());
    if (isConnected(wanted.id())) {
      // Connected by another request at the same moment.
      connections.mark(tenant, wanted.id());
    }
    throw new QuotaExceededException(exceeded.get());
  }

  private boolean isConnected(ConnectionId id) {
    return connections
        .read(id)
        .filter(found -> found.state() != ConnectionState.DISCONNECTED)
        .isPresent();
  }

  private Optional<QuotaExceeded> take(Connection wanted, Quota quota) {
    return quotas.take(wanted.tenant(), quota, wanted.id().value());
  }

  private static @Nullable String displaced(Connection before, AppleKey key) {
    var pending = before.pendingKey();
    return pending == null || pending.is(key) ? null : pending.keyId();
  }

  private Connection knownAgain(Connection connection, AppleKey key, Actor actor) {
    var again =
        connections
            .update(
                connection.id(),
                stands -> stands.hasCurrent(key) ? stands.handedInAgain(actor) : stands)
            .orElse(connection);
    if (!again.keyStored()) {
      return store(again, key);
    }
    connections.wake(again.id());
    return again;
  }

  private Connection restart(Connection seen, AppleKey key, Actor actor) {
    return connections
        .update(
            seen.id(),
            stands ->
                stands.state() == ConnectionState.DISCONNECTED || !stands.keyStored()
                    ? stands.hasCurrent(key) && stands.state() != ConnectionState.DISCONNECTED
                        ? stands
                        : stands.restartedWith(key, actor, clock.instant())
                    : stands)
        .orElse(seen);
  }

  /// Restarts with the offered key, because the secret store does not contain the key that the
  /// record names. No release uses the offered key before its check.
  private Connection restartWithoutKey(Connection seen, AppleKey key, Actor actor) {
    return connections
        .update(
            seen.id(),
            stands ->
                canReplace(stands, key) && stands.key().equals(seen.key())
                    ? stands.restartedWith(key, actor, clock.instant())
                    : stands)
        .orElse(seen);
  }

  private Connection store(Connection connection, AppleKey key) {
    var id = connection.id();
    secrets.putCurrent(id, connection.tenant(), key);
    var stored =
        connections
            .update(
                id,
                stands ->
                    stands.hasCurrent(key)
                            && !stands.keyStored()
                            && stands.state() != ConnectionState.DISCONNECTED
                        ? stands.withKeyStored(clock.instant())
                        : stands)
            .orElse(connection);
    connections.wake(id);
    return stored;
  }

  private static boolean canReplace(Connection stands, AppleKey key) {
    return stands.state() != ConnectionState.DISCONNECTED
        && stands.keyStored()
        && !stands.hasCurrent(key);
  }

  private Connection pending(Connection stands, AppleKey key, Actor actor) {
    return stands.hasPending(key)
        ? stands.handedInAgain(actor)
        : stands.withPendingKey(key, actor, clock.instant());
  }
}
