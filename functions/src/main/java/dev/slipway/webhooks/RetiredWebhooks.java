package dev.slipway.webhooks;

import dev.slipway.connections.ConnectionId;

/// Forgets the webhooks of a disconnected connection: its secret first, so that notifications for
/// it are no longer accepted. They remain at Apple, because the key is deleted; a person removes
/// them. Thread-safe.
public final class RetiredWebhooks {
  private final RegistrationStore registrations;
  private final WebhookSecrets.Keeping secrets;

  public RetiredWebhooks(RegistrationStore registrations, WebhookSecrets.Keeping secrets) {
    this.registrations = registrations;
    this.secrets = secrets;
  }

  /// Forgets the webhooks, if any exist.
  public void remove(ConnectionId connection) {
    var known = registrations.list(connection);
    if (!known.isEmpty()) {
      secrets.remove(connection);
      known.forEach(registrations::delete);
    }
  }
}
