package dev.slipway.connections;

import dev.slipway.connections.verdict.ConnectionState;
import java.time.Duration;
import java.time.InstantSource;

/// Ends a connection: first the record, then the secret (with its recovery window), then the open
/// releases. The remains are removed a month later. A repeated request finishes what an earlier one
/// began. Thread-safe.
public final class Disconnect {
  /// One day longer than the secret can be restored.
  static final Duration REMOVED_AFTER = Duration.ofDays(31);

  private final ConnectionStore connections;
  private final KeySecrets.Intake secrets;
  private final OpenReleases releases;
  private final InstantSource clock;

  public Disconnect(
      ConnectionStore connections,
      KeySecrets.Intake secrets,
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
  public boolean disconnect(String tenant, ConnectionId id) {
    if (connections.read(tenant, id).isEmpty()) {
      return false;
    }
    connections.update(
        id,
        stands ->
            stands.state() == ConnectionState.DISCONNECTED
                ? stands
                : stands.disconnected("Disconnected.", clock.instant()));
    connections.unmark(tenant, id);
    // This comes before the secret, so that the remains are found even if the function dies now.
    connections.removeAt(id, clock.instant().plus(REMOVED_AFTER));
    if (connections.read(id).filter(c -> c.state() == ConnectionState.DISCONNECTED).isPresent()) {
      secrets.scheduleDeletion(id);
    } else {
      // The team was connected again meanwhile, perhaps before the marker was removed.
      connections.mark(tenant, id);
    }
    releases.cancelAll(tenant, id, "The connection to Apple was disconnected.");
    return true;
  }
}
