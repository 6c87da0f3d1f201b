package dev.slipway.appstoreconnect.webhooks;

/// What became of a delivery. (spec: WebhookDelivery)
public enum WebhookDeliveryState {
  SUCCEEDED,
  FAILED,
  PENDING,
  UNKNOWN
}
