package dev.slipway.connections;

import dev.slipway.actors.Actor;

/// The releases of a connection that disconnecting it has to end.
public interface OpenReleases {
  /// Orders every open release of the connection to end as CANCELED without another call to Apple,
  /// because the key is being deleted. May be called again.
  ///
  /// @param reason for people
  /// @param actor who disconnects
  void cancelAll(String tenant, ConnectionId connection, String reason, Actor actor);
}
