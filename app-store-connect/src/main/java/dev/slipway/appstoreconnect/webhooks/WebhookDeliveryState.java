package dev.slipway.appstoreconnect.webhooks;

/// The state of a delivery. (spec: WebhookDelivery)
public enum WebhookDeliveryState {
  SUCCEEDED,
  FAILED,
  PENDING,
  UNKNOWN
}
