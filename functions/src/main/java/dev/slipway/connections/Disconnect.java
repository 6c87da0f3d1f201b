package dev.slipway.connections;

import dev.slipway.actors.Actor;
import dev.slipway.connections.verdict.ConnectionState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;

/// Ends a connection: first the record, then the secret (with its recovery window), then the open
/// releases. The remains are removed a month later. A repeated request finishes what an earlier one
/// began. Thread-safe.
public final class Disconnect {
  /// One day longer than the secret can be restored.
  static final Duration REMOVED_AFTER = Duration.ofDays(31);

  private final ConnectionStore connections;
  private final KeySecrets.Removal secrets;
  private final OpenReleases releases;
  private final InstantSource clock;

  public Disconnect(
      ConnectionStore connections,
      KeySecrets.Removal secrets,
      OpenReleases releases,
      InstantSource clock) {
    this.connections = connections;
    this.secrets = secrets;
    this.releases = releases;
    this.clock = clock;
  }

  /// Disconnects the connection. Does nothing if it is already disconnected.
  ///
  /// @return false when the tenant has no such connection
  public boolean disconnect(String tenant, ConnectionId id, Actor actor) {
    if (connections.read(tenant, id).isEmpty()) {
      return false;
    }
    disconnect(tenant, id, _ -> true, "Disconnected.", actor);
    releases.cancelAll(tenant, id, "The connection to Apple was disconnected.", actor);
    return true;
  }

  /// Disconnects a connection whose ids do not belong to its key, unless it worked meanwhile.
  ///
  /// @param mistaken whether it never worked
  /// @return false when it stays
  boolean disconnectMistaken(
      String tenant, ConnectionId id, Predicate<Connection> mistaken, Actor actor) {
    boolean gone =
        disconnect(
            tenant,
            id,
            mistaken,
            "Disconnected: Apple never accepted the key with these ids, and it was connected with"
                + " others.",
            actor);
    if (gone) {
      releases.cancelAll(
          tenant,
          id,
          "Apple never accepted the key of this connection, and the key was connected with other"
              + " ids. Upload the drop to that connection.",
          actor);
    }
    return gone;
  }

  /// Disconnects a connection that a person made in a failed attempt and corrects by another one,
  /// unless Apple accepted its key meanwhile.
  ///
  /// @return false when it stays
  public boolean disconnectFailed(String tenant, ConnectionId id, Actor actor) {
    boolean gone =
        disconnect(
            tenant,
            id,
            Connection::isUnverified,
            "Disconnected: Apple never accepted its key, and the attempt was corrected.",
            actor);
    if (gone) {
      releases.cancelAll(
          tenant,
          id,
          "Apple never accepted the key of this connection, and another one was made in its place."
              + " Upload the drop to that connection.",
          actor);
    }
    return gone;
  }

  /// Disconnects a connection whose key Apple did not accept for a week, unless that changed
  /// meanwhile.
  ///
  /// @param unverified whether it is still to go
  /// @return false when it stays
  public boolean disconnectUnverified(
      String tenant, ConnectionId id, Predicate<Connection> unverified, String reason) {
    return disconnect(tenant, id, unverified, reason, Actor.SCHEDULE);
  }

  /// Disconnects the record, then the rest of the connection.
  ///
  /// @param wanted whether the record as it is now is to be disconnected
  /// @return false when it is not
  private boolean disconnect(
      String tenant, ConnectionId id, Predicate<Connection> wanted, String reason, Actor actor) {
    var after =
        connections.update(
            id,
            stands ->
                stands.state() == ConnectionState.DISCONNECTED || !wanted.test(stands)
                    ? stands
                    : stands.disconnected(reason, actor, clock.instant()));
    if (after.filter(c -> c.state() == ConnectionState.DISCONNECTED).isEmpty()) {
      return false;
    }
    connections.unmark(tenant, id);
    // This comes before the secret, so that the remains are found even if the function dies now.
    connections.removeAt(id, clock.instant().plus(REMOVED_AFTER));
    if (connections.read(id).filter(c -> c.state() == ConnectionState.DISCONNECTED).isPresent()) {
      secrets.scheduleDeletion(id);
    } else {
      // The team was connected again meanwhile, perhaps before the marker was removed.
      connections.mark(tenant, id);
    }
    return true;
  }
}
