package dev.slipway.appstoreconnect.webhooks;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.WebhookDeliveryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of one notification.
///
/// @param payload the body that was or is to be delivered; null when Apple no longer has it
///   (whether it has for events older than 30 days is not known)
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
