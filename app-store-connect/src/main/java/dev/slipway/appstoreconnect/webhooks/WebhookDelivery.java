package dev.slipway.appstoreconnect.webhooks;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.WebhookDeliveryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One delivery of a notification.
///
/// @param payload the body that was or is to be delivered, if Apple still has it (whether it does
///   for events older than 30 days is not known)
public record WebhookDelivery(
    WebhookDeliveryId id,
    WebhookDeliveryState state,
    @Nullable Instant createdDate,
    @Nullable String payload) {

  /// Reads a `webhookDeliveries` resource with its event.
  static WebhookDelivery read(Resource resource) {
    return new WebhookDelivery(
        new WebhookDeliveryId(resource.id()),
        resource.constant(
            "deliveryState", WebhookDeliveryState.class, WebhookDeliveryState.UNKNOWN),
        resource.attributes().optionalInstant("createdDate").orElse(null),
        resource
            .related("event")
            .flatMap(event -> event.attributes().optionalString("payload"))
            .orElse(null));
  }
}
