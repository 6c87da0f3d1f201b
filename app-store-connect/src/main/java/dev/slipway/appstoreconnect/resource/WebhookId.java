package dev.slipway.appstoreconnect.resource;

/// One registration for notifications of an app.
public record WebhookId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public WebhookId {
    ResourceId.check("WebhookId", value);
  }

  @Override
  public String type() {
    return "webhooks";
  }

  @Override
  public String toString() {
    return value;
  }
}
