package dev.slipway.functions.connectioncheck;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.releases.actions.AppleAccounts;
import dev.slipway.releases.actions.AppleAccounts.Account;
import dev.slipway.webhooks.DeliveryRepair;
import dev.slipway.webhooks.RegistrationStore.Subject;
import dev.slipway.webhooks.RetiredWebhooks;
import dev.slipway.webhooks.WebhookRegistration;
import java.util.function.Consumer;

/// Registers webhooks and recovers lost notifications with the connection's key, within its rate
/// budget: what exceeds it waits for the next daily round. Thread-safe.
final class AppWebhooks {
  private final ConnectionStore connections;
  private final AppleAccounts accounts;
  private final WebhookRegistration registration;
  private final DeliveryRepair repair;
  private final RetiredWebhooks retired;

  AppWebhooks(
      ConnectionStore connections,
      AppleAccounts accounts,
      WebhookRegistration registration,
      DeliveryRepair repair,
      RetiredWebhooks retired) {
    this.connections = connections;
    this.accounts = accounts;
    this.registration = registration;
    this.repair = repair;
    this.retired = retired;
  }

  /// Registers a webhook of an app, if the connection allows it.
  void register(Subject subject) {
    connections
        .read(subject.connection())
        .ifPresent(
            connection ->
                withClient(
                    connection.id(), client -> registration.register(connection, subject, client)));
  }

  /// Does the daily work for a connection, apart from the check.
  void maintain(ConnectionId id) {
    connections
        .read(id)
        .ifPresent(
            connection -> {
              if (connection.state() == ConnectionState.DISCONNECTED) {
                retired.remove(id);
              } else {
                maintain(connection);
              }
            });
  }

  /// Maintains one connection. A registered webhook costs no call here, and one for its lost
  /// notifications.
  private void maintain(Connection connection) {
    for (Subject subject : repair.underWay(connection.id())) {
      withClient(
          connection.id(),
          client -> {
            registration.register(connection, subject, client);
            repair.repair(subject, client);
          });
    }
  }

  private void withClient(ConnectionId id, Consumer<AppStoreConnectClient> work) {
    switch (accounts.open(id, Purpose.ROUND)) {
      case Account.Usable(AppStoreConnectClient client, var allowance, var _, var _) -> {
        try {
          work.accept(client);
        } finally {
          allowance.giveBack();
        }
      }
      case Account.Exhausted _, Account.NotUsable _, Account.Gone _ -> {}
    }
  }
}
