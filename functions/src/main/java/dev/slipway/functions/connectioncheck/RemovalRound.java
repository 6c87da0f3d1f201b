package dev.slipway.functions.connectioncheck;

import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.ConnectionStore.Removal;
import dev.slipway.connections.KeySecrets;
import dev.slipway.releases.store.ConnectionRemains;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Removes the remains of connections that were disconnected a month ago; those that were connected
/// again since then keep everything. What is not reached in time waits for the next day. The
/// connection's own record stays: it says which team was connected and when, and a new connect
/// continues from it. A secret that a disconnect left, because it stopped too early, goes with
/// them.
final class RemovalRound {
  private static final Logger LOGGER = System.getLogger(RemovalRound.class.getName());
  private static final int AT_MOST = 200;
  private static final Duration RESERVE = Duration.ofSeconds(90);

  private final ConnectionStore connections;
  private final ConnectionRemains remains;
  private final KeySecrets.Removal secrets;
  private final InstantSource clock;

  RemovalRound(
      ConnectionStore connections,
      ConnectionRemains remains,
      KeySecrets.Removal secrets,
      InstantSource clock) {
    this.connections = connections;
    this.remains = remains;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// @param remainingMillis the remaining time of this invocation
  void run(IntSupplier remainingMillis) {
    for (Removal removal : connections.removalsDue(clock.instant(), AT_MOST)) {
      if (remainingMillis.getAsInt() <= RESERVE.toMillis()) {
        return;
      }
      try {
        remove(removal, remainingMillis);
      } catch (RuntimeException e) {
        LOGGER.log(Level.ERROR, "The remains of a connection could not be removed", e);
      }
    }
  }

  private void remove(Removal removal, IntSupplier remainingMillis) {
    var connection = gone(removal);
    if (connection.isEmpty()) {
      connections.removed(removal);
      return;
    }
    boolean done =
        remains.remove(
            connection.get().tenant(),
            removal.id(),
            () -> remainingMillis.getAsInt() > RESERVE.toMillis() && gone(removal).isPresent());
    if (done && gone(removal).isPresent()) {
      // Gone since the disconnect, unless that stopped before it, and nobody repeated it.
      secrets.scheduleDeletion(removal.id());
      connections.removed(removal);
      LOGGER.log(
          Level.INFO, "Remains of a connection removed", Map.of("connectionId", removal.id()));
    }
  }

  private Optional<Connection> gone(Removal removal) {
    return connections
        .read(removal.id())
        .filter(connection -> connection.isRemovable(clock.instant()));
  }
}
