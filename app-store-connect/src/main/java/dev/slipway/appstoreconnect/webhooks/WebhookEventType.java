package dev.slipway.appstoreconnect.webhooks;

/// The events of a webhook that concern a release; Apple has more. (spec: WebhookEventType. No
/// event exists for review submissions as such.)
public enum WebhookEventType {
  APP_STORE_VERSION_APP_VERSION_STATE_UPDATED,
  BUILD_UPLOAD_STATE_UPDATED,
  BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED,
  /// An event that this enum does not name.
  UNKNOWN;

  static WebhookEventType of(String name) {
    for (WebhookEventType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return UNKNOWN;
  }
}
