package dev.slipway.connections;

import dev.slipway.connections.verdict.ConnectionState;
import java.time.Duration;
import java.time.InstantSource;

/// Ends a connection: record first, then the secret (with its recovery window), then the open
/// releases. What is left of them is removed a month later. The same request again finishes what
/// broke off. Thread-safe.
public final class Disconnect {
  /// A day longer than the secret can be restored.
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

  /// Disconnects; a connection that is disconnected already stays so.
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
                : stands.disconnected(clock.instant()));
    connections.unmark(tenant, id);
    // Before the secret: whatever breaks off now, the remains are found in the end.
    connections.removeAt(id, clock.instant().plus(REMOVED_AFTER));
    if (connections.read(id).filter(c -> c.state() == ConnectionState.DISCONNECTED).isPresent()) {
      secrets.scheduleDeletion(id);
    } else {
      // Connected again meanwhile, perhaps before it left the list.
      connections.mark(tenant, id);
    }
    releases.cancelAll(tenant, id, "The connection to Apple was disconnected.");
    return true;
  }
}
