package dev.slipway.connections.check;

import dev.slipway.actors.Actor;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.PendingKey;
import dev.slipway.connections.Replacement.Obstacle;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.Verdict;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// Writes what a check found into the connection's record, and schedules the next check. A
/// disconnected connection does not change. Thread-safe.
final class CheckRecords {
  private final ConnectionStore connections;
  private final InstantSource clock;

  CheckRecords(ConnectionStore connections, InstantSource clock) {
    this.connections = connections;
    this.clock = clock;
  }

  /// Records the verdict, unless the connection has another key by now.
  Connection record(Connection connection, Verdict verdict, Actor actor) {
    var recorded =
        update(
            connection,
            stands ->
                stands.keyId().equals(connection.keyId())
                        && stands.fingerprint().equals(connection.fingerprint())
                    ? stands.checked(verdict, actor, clock.instant())
                    : stands);
    var next = recorded.verdict() == null ? null : recorded.verdict().nextCheckAt();
    if (next != null) {
      // When the function dies here, the daily check is the next one.
      connections.checkAt(connection.id(), next);
    }
    return recorded;
  }

  /// Records that nothing is decided about the pending key, and schedules the next check.
  Connection waiting(Connection connection, PendingKey pending, Verdict verdict, Actor actor) {
    var current = connection.verdict();
    boolean undecided = verdict.state() == ConnectionState.UNKNOWN;
    var deciding =
        !undecided && current != null && current.state() == ConnectionState.UNKNOWN
            ? current
            : verdict;
    var cause = deciding.problem();
    var next = verdict.nextCheckAt();
    if (next != null) {
      connections.checkAt(connection.id(), next);
    }
    return update(
        connection,
        stands ->
            pending.equals(stands.pendingKey()) && cause != null
                ? stands.withPendingKeyWaiting(
                    new Obstacle("", cause, deciding.likelyCauses()), actor, clock.instant())
                : stands);
  }

  /// Returns the connection with its pending key as the current one, if it still waits.
  Connection follow(Connection connection, PendingKey pending, Actor actor) {
    return update(
        connection,
        stands ->
            pending.equals(stands.pendingKey())
                ? stands.promoted(pending, actor, clock.instant())
                : stands);
  }

  Connection update(Connection seen, UnaryOperator<Connection> change) {
    return connections
        .update(
            seen.id(),
            stands ->
                stands.state() == ConnectionState.DISCONNECTED ? stands : change.apply(stands))
        .orElse(seen);
  }
}
