package dev.slipway.appstoreconnect.webhooks;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.WebhookId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One registered webhook. Apple never returns its secret.
///
/// @param url address for notifications; empty if Apple did not return it
public record Webhook(
    WebhookId id, String name, String url, boolean enabled, Set<WebhookEventType> eventTypes) {
  /// The attributes to request, so that [#read] finds them.
  static final List<String> FIELDS = List.of("enabled", "eventTypes", "name", "url");

  public Webhook {
    eventTypes = Set.copyOf(eventTypes);
  }

  /// Reads a `webhooks` resource.
  static Webhook read(Resource resource) {
    var attributes = resource.attributes();
    var types = EnumSet.noneOf(WebhookEventType.class);
    if (attributes.has("eventTypes")) {
      for (String type : attributes.strings("eventTypes")) {
        types.add(WebhookEventType.of(type));
      }
    }
    return new Webhook(
        new WebhookId(resource.id()),
        attributes.optionalString("name").orElse(""),
        attributes.optionalString("url").orElse(""),
        attributes.optionalBool("enabled").orElse(false),
        types);
  }
}
