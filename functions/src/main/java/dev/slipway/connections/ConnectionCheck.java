package dev.slipway.connections;

import dev.slipway.connections.Connection.PendingKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Checks a connection's key, and a pending one beside it: that takes the place of the current one
/// only when its verdict is not worse. Thread-safe.
public final class ConnectionCheck {
  private static final Logger LOGGER = System.getLogger(ConnectionCheck.class.getName());

  /// How long a connect may take from its first write to its last.
  private static final Duration CONNECTING = Duration.ofMinutes(2);

  private final ConnectionStore connections;
  private final AppleKeys keys;
  private final KeySecrets.Promotion promotion;
  private final KeyCheck check;
  private final InstantSource clock;

  public ConnectionCheck(
      ConnectionStore connections,
      AppleKeys keys,
      KeySecrets.Promotion promotion,
      KeyCheck check,
      InstantSource clock) {
    this.connections = connections;
    this.keys = keys;
    this.promotion = promotion;
    this.check = check;
    this.clock = clock;
  }

  /// Checks and records the verdict. A disconnected connection, and one whose key is just being
  /// stored, is left as it is.
  ///
  /// @return the connection as it stands afterwards; empty when there is none
  public Optional<Connection> check(ConnectionId id) {
    var before = connections.read(id);
    if (before.isEmpty() || before.get().state() == ConnectionState.DISCONNECTED) {
      return before;
    }
    var current = checkCurrent(before.get());
    if (current.pendingKey() != null && current.state() != ConnectionState.DISCONNECTED) {
      current = checkPending(current, current.pendingKey());
    }
    LOGGER.log(
        Level.INFO,
        "Connection checked",
        Map.of("connectionId", id, "state", current.state(), "calls", calls(current)));
    return Optional.of(current);
  }

  private Connection checkCurrent(Connection connection) {
    var tokens = keys.current(connection);
    if (tokens.isEmpty()) {
      return withoutCurrentKey(connection);
    }
    var verdict = check.verdict(tokens.get(), connection.kind());
    if (verdict.state() == ConnectionState.NOT_CONNECTED) {
      keys.forget(connection.id());
    }
    return update(
        connection,
        stands ->
            stands.keyId().equals(connection.keyId())
                    && stands.fingerprint().equals(connection.fingerprint())
                ? stands.checked(verdict, clock.instant())
                : stands);
  }

  /// Either the key is still on its way into the store, or a promotion broke off before the record
  /// followed, or the key is gone.
  private Connection withoutCurrentKey(Connection connection) {
    var pending = connection.pendingKey();
    if (pending != null) {
      var promoted = connection.promoted(pending, clock.instant());
      var tokens = keys.current(promoted);
      if (tokens.isPresent()) {
        promotion.promotePending(connection.id());
        return checkCurrent(follow(connection, pending));
      }
    }
    boolean beingStored =
        !connection.keyStored() && connection.updatedAt().plus(CONNECTING).isAfter(clock.instant());
    if (beingStored) {
      return connection;
    }
    var verdict =
        new Verdict(
            ConnectionState.NOT_CONNECTED,
            CheckProblems.keyMissing(),
            Capabilities.UNKNOWN,
            List.of(),
            clock.instant(),
            0);
    return update(
        connection,
        stands ->
            stands.keyId().equals(connection.keyId())
                    && stands.updatedAt().equals(connection.updatedAt())
                ? stands.withoutKey(verdict, clock.instant())
                : stands);
  }

  private Connection checkPending(Connection connection, PendingKey pending) {
    var tokens = keys.pending(connection);
    if (tokens.isEmpty()) {
      return drop(connection, pending, "it is not in the key store; connect it again.");
    }
    var verdict = check.verdict(tokens.get(), connection.kind());
    var present = connection.verdict();
    if (present == null || verdict.notWorseThan(present)) {
      promotion.promotePending(connection.id());
      var promoted = follow(connection, pending);
      keys.forget(connection.id());
      return update(
          promoted,
          stands ->
              stands.keyId().equals(pending.keyId())
                  ? stands.checked(verdict, clock.instant())
                  : stands);
    }
    if (verdict.state() == ConnectionState.UNKNOWN || present.state() == ConnectionState.UNKNOWN) {
      return connection;
    }
    promotion.dropPending(connection.id());
    keys.forget(connection.id());
    var problem = verdict.problem();
    return drop(
        connection,
        pending,
        problem == null ? "its verdict is worse." : problem.type().title() + ".");
  }

  private Connection follow(Connection connection, PendingKey pending) {
    return update(
        connection,
        stands ->
            pending.equals(stands.pendingKey())
                ? stands.promoted(pending, clock.instant())
                : stands);
  }

  private Connection drop(Connection connection, PendingKey pending, String reason) {
    return update(
        connection,
        stands ->
            pending.equals(stands.pendingKey())
                ? stands.withoutPendingKey(reason, clock.instant())
                : stands);
  }

  private Connection update(Connection seen, UnaryOperator<Connection> change) {
    return connections
        .update(
            seen.id(),
            stands ->
                stands.state() == ConnectionState.DISCONNECTED ? stands : change.apply(stands))
        .orElse(seen);
  }

  private static int calls(Connection connection) {
    return connection.verdict() == null ? 0 : connection.verdict().calls();
  }
}
