package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.connections.ConnectionId;
import dev.slipway.problems.Problem;
import java.time.Duration;

/// Opens a connection's account at Apple with its current key. Thread-safe.
public interface AppleAccounts {

  /// Whether the account can be used at present.
  sealed interface Account {
    record Usable(AppStoreConnectClient client) implements Account {}

    /// The verdict stands against it, or is not there yet; nothing is sent to Apple.
    record NotUsable(Problem problem, Duration retryAfter) implements Account {}

    /// Disconnected for good.
    record Gone() implements Account {}
  }

  Account open(ConnectionId id);
}
