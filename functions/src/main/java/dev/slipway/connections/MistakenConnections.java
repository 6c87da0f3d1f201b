package dev.slipway.connections;

import dev.slipway.actors.Actor;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.problems.ProblemType;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Removes connections that a user made by mistake: with an Issuer ID or a Key ID with which Apple
/// never accepted the key. The tenant's next connection with the same key shows the mistake,
/// because a key belongs to one team. A marker for each key and connection finds them; a stale one
/// is removed. Thread-safe.
public final class MistakenConnections {
  private static final int AT_ONCE = 20;

  private final StateStore state;
  private final ConnectionStore connections;
  private final Disconnect disconnect;

  public MistakenConnections(StateStore state, ConnectionStore connections, Disconnect disconnect) {
    this.state = state;
    this.connections = connections;
    this.disconnect = disconnect;
  }

  /// Disconnects the tenant's other connections with this key that never worked. A repeated request
  /// finishes what an earlier one began.
  ///
  /// @param connected what the key was just connected to
  /// @param actor who connected it
  /// @param gone receives each connection that is disconnected, before the marker goes by which a
  ///   repeated request finds it
  /// @return how many were removed
  public int remove(Connection connected, AppleKey key, Actor actor, Consumer<ConnectionId> gone) {
    String tenant = connected.tenant();
    state.put(StateKeys.tenantKey(tenant, key.fingerprint(), connected.id()), Map.of());
    String prefix = StateKeys.tenantKeys(tenant, key.fingerprint());
    int removed = 0;
    for (String marker : state.list(prefix, null, AT_ONCE).keys()) {
      var id = ConnectionId.parse(marker.substring(prefix.length()));
      if (id.filter(connected.id()::equals).isPresent()) {
        continue;
      }
      var other = id.flatMap(found -> connections.read(tenant, found));
      var mistaken = other.filter(found -> isMistaken(found, key));
      if (mistaken.isPresent()) {
        boolean isGone =
            disconnect.disconnectMistaken(
                tenant, mistaken.get().id(), found -> isMistaken(found, key), actor);
        if (isGone) {
          gone.accept(mistaken.get().id());
        }
        // A request that was interrupted may have disconnected it before.
        removed += isGone && isInUse(mistaken.get()) ? 1 : 0;
      }
      boolean stays = mistaken.isEmpty() && other.filter(MistakenConnections::isInUse).isPresent();
      if (!stays) {
        state.delete(marker);
      }
    }
    return removed;
  }

  private static boolean isInUse(Connection connection) {
    return connection.state() != ConnectionState.DISCONNECTED;
  }

  /// Returns whether Apple is not known to have accepted the key with the ids of this connection,
  /// or an earlier key of it. An answer about role, agreement or team accepts the ids.
  private static boolean isMistaken(Connection connection, AppleKey key) {
    return connection.fingerprint().equals(key.fingerprint())
        && connection.key().workedAt() == null
        && connection.history().stream().noneMatch(entry -> isConnected(entry.state()))
        && isUndecided(connection.verdict());
  }

  private static boolean isConnected(ConnectionState state) {
    return state == ConnectionState.CONNECTED || state == ConnectionState.CONNECTED_WITH_LIMITS;
  }

  private static boolean isUndecided(@Nullable Verdict verdict) {
    return verdict == null
        || verdict.state() == ConnectionState.UNKNOWN
        || verdict.is(ProblemType.CREDENTIALS_REJECTED)
        || verdict.is(ProblemType.CONNECTION_NOT_USABLE);
  }
}
