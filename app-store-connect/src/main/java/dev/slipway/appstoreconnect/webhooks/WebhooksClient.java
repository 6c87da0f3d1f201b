package dev.slipway.appstoreconnect.webhooks;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.WebhookDeliveryId;
import dev.slipway.appstoreconnect.resource.ResourceId.WebhookId;
import dev.slipway.json.JsonFields;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Webhooks of an app: at most 10 each, managed by keys of App Manager or better (apple-help:
/// manage webhooks). Exceptions never show the secret. Thread-safe.
public final class WebhooksClient {
  private final ApiConnection connection;

  public WebhooksClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all webhooks of an app. Apple has no list of all webhooks of a team.
  public List<Webhook> list(AppId app) {
    return connection.all(
        ApiRequest.get("/v1/apps/{id}/webhooks", app)
            .query("fields[webhooks]", Webhook.FIELDS)
            .query("limit", "200"),
        Webhook::read);
  }

  /// Registers a webhook, which is enabled. Whether Apple refuses a second one for the same address
  /// is not known, so list first.
  ///
  /// @param name shown to people in App Store Connect
  /// @param secret Apple signs notifications with it
  public Webhook create(
      AppId app, String name, URI url, String secret, Collection<WebhookEventType> eventTypes) {
    return connection.send(
        ApiRequest.create(
                "/v1/webhooks",
                "webhooks",
                attributes(url, secret, eventTypes).put("name", name),
                "app",
                app)
            .hiding(secret),
        document -> Webhook.read(document.one()));
  }

  /// Updates a webhook to equal a new one: enabled, with this address, secret and these types.
  public Webhook update(
      WebhookId id, URI url, String secret, Collection<WebhookEventType> eventTypes) {
    return connection.send(
        ApiRequest.patchAttributes("/v1/webhooks/{id}", id, attributes(url, secret, eventTypes))
            .hiding(secret),
        document -> Webhook.read(document.one()));
  }

  /// Deletes a webhook.
  public void delete(WebhookId id) {
    connection.send(ApiRequest.delete("/v1/webhooks/{id}", id), document -> document);
  }

  /// Makes Apple send a notification without an event, to see whether it arrives.
  public void ping(WebhookId id) {
    var data =
        JsonFields.with("type", "webhookPings")
            .put(
                "relationships", JsonFields.with("webhook", JsonFields.with("data", id.linkage())));
    connection.send(ApiRequest.post("/v1/webhookPings", data), document -> document);
  }

  /// Returns deliveries of notifications, with their bodies.
  ///
  /// @param state only deliveries in this state
  /// @param since only deliveries created since then
  public List<WebhookDelivery> deliveries(WebhookId id, WebhookDeliveryState state, Instant since) {
    return connection.all(
        ApiRequest.get("/v1/webhooks/{id}/deliveries", id)
            .query("filter[deliveryState]", state.name())
            .query("filter[createdDateGreaterThanOrEqualTo]", since.toString())
            .query("include", "event")
            .query("limit", "200"),
        WebhookDelivery::read);
  }

  /// Makes Apple deliver the same notification again.
  ///
  /// @return the new delivery
  public WebhookDelivery redeliver(WebhookDeliveryId template) {
    var data =
        JsonFields.with("type", "webhookDeliveries")
            .put(
                "relationships",
                JsonFields.with("template", JsonFields.with("data", template.linkage())));
    return connection.send(
        ApiRequest.post("/v1/webhookDeliveries", data),
        document -> WebhookDelivery.read(document.one()));
  }

  private static JsonFields attributes(
      URI url, String secret, Collection<WebhookEventType> eventTypes) {
    return JsonFields.with("url", url)
        .put("secret", secret)
        .put("enabled", true)
        .put("eventTypes", eventTypes.stream().map(Enum::name).toList());
  }
}
