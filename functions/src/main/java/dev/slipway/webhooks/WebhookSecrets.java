package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;
import java.util.List;

/// Where the secrets rest with which Apple signs: one for each connection, apart from its API key.
/// Thread-safe. Failures of the store are [dev.slipway.connections.SecretsUnavailableException].
public final class WebhookSecrets {
  private WebhookSecrets() {}

  /// For the function that receives notifications.
  public interface Reading {
    /// All that are accepted, the newest first: after a rotation the one before, too. Empty when
    /// there is none.
    List<String> read(ConnectionId id);
  }

  /// For the function that registers webhooks.
  public interface Keeping {
    /// The newest secret; made when there is none. Two at once get the same.
    String ensure(ConnectionId id, String tenant);

    /// Removes the secrets, with the store's recovery window; none there is fine.
    void remove(ConnectionId id);
  }
}
