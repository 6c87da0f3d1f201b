package dev.slipway.connections.verdict;

/// Where a connection stands.
public enum ConnectionState {
  /// A key was taken in; its first check is on the way.
  CHECKING,
  /// The key can do what a release needs, as far as reading can tell.
  CONNECTED,
  /// The key works, but not for everything that a release needs.
  CONNECTED_WITH_LIMITS,
  /// Apple refuses the key.
  NOT_CONNECTED,
  /// Apple could not be asked; never a "no".
  UNKNOWN,
  /// A person ended it.
  DISCONNECTED;

  /// Whether a release may call Apple with the connection's key. True also while nothing is known
  /// for sure: Apple decides then.
  public boolean mayCallApple() {
    return switch (this) {
      case CHECKING, CONNECTED, CONNECTED_WITH_LIMITS, UNKNOWN -> true;
      case NOT_CONNECTED, DISCONNECTED -> false;
    };
  }
}
