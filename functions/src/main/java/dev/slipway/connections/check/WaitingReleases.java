package dev.slipway.connections.check;

import dev.slipway.connections.ConnectionId;

/// Releases that wait for a connection to work again.
@FunctionalInterface
public interface WaitingReleases {
  /// Starts the releases that wait because of a problem with this connection. May be called again.
  void goOn(String tenant, ConnectionId connection);
}
