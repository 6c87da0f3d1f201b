package dev.slipway.functions.connectioncheck;

import dev.slipway.connections.Connection;
import dev.slipway.connections.Disconnect;
import dev.slipway.connections.HistoryEntry;
import dev.slipway.connections.verdict.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;

/// Removes connections whose key Apple has rejected since it was handed in, a week ago or more, and
/// that have no release. A connection stays while Apple could not be asked, and for good once Apple
/// accepted a key: a missing role or agreement is no reason to remove it. Thread-safe.
final class UnverifiedConnections {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final String REASON =
      "Disconnected: Apple accepted no key of this connection within 7 days. Connect the team again"
          + " with a key that App Store Connect shows as active.";

  private final Disconnect disconnect;
  private final Predicate<Connection> hasReleases;
  private final InstantSource clock;

  /// @param hasReleases asked only about connections that are to go
  UnverifiedConnections(
      Disconnect disconnect, Predicate<Connection> hasReleases, InstantSource clock) {
    this.disconnect = disconnect;
    this.hasReleases = hasReleases;
    this.clock = clock;
  }

  /// Disconnects the connection if it was never verified and has had its time.
  ///
  /// @param checked the connection after a check
  /// @return whether it was disconnected
  boolean remove(Connection checked) {
    Instant now = clock.instant();
    return isOverdue(checked, now)
        && !hasReleases.test(checked)
        && disconnect.disconnectUnverified(
            checked.tenant(), checked.id(), current -> isOverdue(current, now), REASON);
  }

  private static boolean isOverdue(Connection connection, Instant now) {
    var verdict = connection.verdict();
    return connection.state() == ConnectionState.NOT_CONNECTED
        && connection.pendingKey() == null
        && verdict != null
        && verdict.isRefusal()
        && connection.wasNeverAccepted()
        && !offeredAt(connection).plus(KEPT).isAfter(now);
  }

  /// Returns when a key was handed in last: with the connect, a later one, or a replacement.
  private static Instant offeredAt(Connection connection) {
    Instant offered = connection.createdAt();
    for (HistoryEntry entry : connection.history()) {
      if (entry.state() == ConnectionState.CHECKING && entry.at().isAfter(offered)) {
        offered = entry.at();
      }
    }
    var replacement = connection.lastReplacement();
    return replacement != null && replacement.at().isAfter(offered) ? replacement.at() : offered;
  }
}
