package dev.slipway.connections.verdict;

/// The state of a connection.
public enum ConnectionState {
  /// A key was connected; its first check is in progress.
  CHECKING,
  /// The key can do what a release needs, as far as reading shows.
  CONNECTED,
  /// The key works, but not for everything that a release needs.
  CONNECTED_WITH_LIMITS,
  /// Apple rejects the key.
  NOT_CONNECTED,
  /// Apple could not be asked; this never means "no".
  UNKNOWN,
  /// A user disconnected it.
  DISCONNECTED;

  /// Returns whether a release may call Apple with the connection's key. Also true while the state
  /// is not known for certain; then Apple decides.
  public boolean mayCallApple() {
    return switch (this) {
      case CHECKING, CONNECTED, CONNECTED_WITH_LIMITS, UNKNOWN -> true;
      case NOT_CONNECTED, DISCONNECTED -> false;
    };
  }
}
