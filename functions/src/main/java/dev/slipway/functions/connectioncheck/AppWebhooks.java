package dev.slipway.functions.connectioncheck;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.connections.AppleKeys;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionState;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.webhooks.DeliveryRepair;
import dev.slipway.webhooks.RegistrationStore.Subject;
import dev.slipway.webhooks.RetiredWebhooks;
import dev.slipway.webhooks.WebhookRegistration;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Optional;

/// Has webhooks registered, and lost notifications made up for, with the connection's key.
/// Thread-safe.
final class AppWebhooks {
  private final ConnectionStore connections;
  private final AppleKeys keys;
  private final WebhookRegistration registration;
  private final DeliveryRepair repair;
  private final RetiredWebhooks retired;
  private final HttpClient http;
  private final URI apple;
  private final InstantSource clock;
  private final Sleeper sleeper;

  AppWebhooks(
      ConnectionStore connections,
      AppleKeys keys,
      WebhookRegistration registration,
      DeliveryRepair repair,
      RetiredWebhooks retired,
      HttpClient http,
      URI apple,
      InstantSource clock,
      Sleeper sleeper) {
    this.connections = connections;
    this.keys = keys;
    this.registration = registration;
    this.repair = repair;
    this.retired = retired;
    this.http = http;
    this.apple = apple;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /// Registers a webhook of an app, if the connection allows it.
  void register(Subject subject) {
    connections
        .read(subject.connection())
        .ifPresent(
            connection ->
                client(connection)
                    .ifPresent(client -> registration.register(connection, subject, client)));
  }

  /// What the daily round does for a connection beside the check.
  void maintain(ConnectionId id) {
    connections
        .read(id)
        .ifPresent(
            connection -> {
              if (connection.state() == ConnectionState.DISCONNECTED) {
                retired.remove(id);
              } else {
                client(connection).ifPresent(client -> maintain(connection, client));
              }
            });
  }

  /// One that is registered already costs no call here, and one for its lost notifications.
  private void maintain(Connection connection, AppStoreConnectClient client) {
    for (Subject subject : repair.underWay(connection.id())) {
      registration.register(connection, subject, client);
      repair.repair(subject, client);
    }
  }

  private Optional<AppStoreConnectClient> client(Connection connection) {
    return connection.allowsReleases()
        ? keys.current(connection)
            .map(
                tokens ->
                    new AppStoreConnectClient(
                        http, apple, tokens, clock, sleeper, ClientOptions.defaults()))
        : Optional.empty();
  }
}
