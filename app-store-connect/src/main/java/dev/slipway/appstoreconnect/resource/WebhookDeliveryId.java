package dev.slipway.appstoreconnect.resource;

/// One notification on its way to a webhook, or what became of it.
public record WebhookDeliveryId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public WebhookDeliveryId {
    ResourceId.check("WebhookDeliveryId", value);
  }

  @Override
  public String type() {
    return "webhookDeliveries";
  }

  @Override
  public String toString() {
    return value;
  }
}
