package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;

/// Forgets the webhooks of a connection that was disconnected: its secret first, so that nothing is
/// taken for it any more. At Apple they stay, because there is no key left; a person removes them.
/// Thread-safe.
public final class RetiredWebhooks {
  private final RegistrationStore registrations;
  private final WebhookSecrets.Keeping secrets;

  public RetiredWebhooks(RegistrationStore registrations, WebhookSecrets.Keeping secrets) {
    this.registrations = registrations;
    this.secrets = secrets;
  }

  /// Forgets them; none there is fine.
  public void remove(ConnectionId connection) {
    var known = registrations.list(connection);
    if (!known.isEmpty()) {
      secrets.remove(connection);
      known.forEach(registrations::delete);
    }
  }
}
