package dev.slipway.connections.check;

import dev.slipway.connections.ConnectionId;

/// Releases that wait for a connection to work again.
@FunctionalInterface
public interface WaitingReleases {
  /// Starts those that wait because of trouble with this connection. Again is fine.
  void goOn(String tenant, ConnectionId connection);
}
