package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;
import java.util.List;

/// Stores the secrets with which Apple signs: one for each connection, apart from its API key.
/// Thread-safe. Failures of the store are [dev.slipway.connections.SecretsUnavailableException].
public final class WebhookSecrets {
  private WebhookSecrets() {}

  /// Used by the function that receives notifications.
  public interface Reading {
    /// Returns all accepted secrets, the newest first: after a rotation the previous one, too.
    /// Empty when none exists.
    List<String> read(ConnectionId id);
  }

  /// Used by the function that registers webhooks.
  public interface Keeping {
    /// Returns the newest secret; creates one if needed. Two callers at once get the same.
    String ensure(ConnectionId id, String tenant);

    /// Removes the secrets, if any exist, with the store's recovery window.
    void remove(ConnectionId id);
  }
}
