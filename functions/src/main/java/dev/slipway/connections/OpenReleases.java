package dev.slipway.connections;

/// The releases of a connection, as far as disconnecting it must touch them.
public interface OpenReleases {
  /// Orders every open release of the connection to end as CANCELED, without calling Apple any
  /// more: the key is going. Again is fine.
  ///
  /// @param reason for people
  void cancelAll(String tenant, ConnectionId connection, String reason);
}
