package dev.slipway.simulator.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// `webhooks`, `webhookPings`, `webhookDeliveries`: which events each webhook receives. At most 10
/// per app (apple-help, manage webhooks).
public final class Webhooks {
  static final String SECRET = "secret";
  private static final int PER_APP = 10;

  private final Notifications notifications;

  public Webhooks(Notifications notifications) {
    this.notifications = notifications;
  }

  public void register(Writes writes) {
    writes.on("POST /v1/webhooks", Webhooks::create);
    writes.on("PATCH /v1/webhooks/{id}", Webhooks::update);
    writes.on("DELETE /v1/webhooks/{id}", Webhooks::delete);
    writes.on("POST /v1/webhookPings", this::ping);
    writes.on("POST /v1/webhookDeliveries", this::redeliver);
  }

  private static Resource create(WriteCall call) {
    Resource app = call.related("app", "apps");
    requireUrl(call);
    if (call.world().related(app, "webhooks").size() >= PER_APP) {
      throw new ApiException(
          ApiError.state("", "An app can have at most " + PER_APP + " webhooks"));
    }
    boolean known =
        call.world().related(app, "webhooks").stream()
            .anyMatch(other -> other.text("url").equals(call.text("url")));
    if (known && call.world().guesses().turned(Guess.WEBHOOK_ADDRESS_ONCE)) {
      throw new ApiException(
          AttributeErrors.duplicate("url", "The app has a webhook with this address already"));
    }
    Resource webhook = call.create("webhooks").relate("app", app.id());
    webhook.hidden().put(SECRET, call.text(SECRET));
    call.copyAttributes(webhook, "enabled", "eventTypes", "name", "url");
    return webhook;
  }

  private static Resource update(WriteCall call) {
    if (call.gives("url")) {
      requireUrl(call);
    }
    if (!call.text(SECRET).isEmpty()) {
      call.target().hidden().put(SECRET, call.text(SECRET));
    }
    call.copyAttributes(call.target(), "enabled", "eventTypes", "name", "url");
    return call.target();
  }

  private static @Nullable Resource delete(WriteCall call) {
    World world = call.world();
    for (Resource delivery : world.related(call.target(), "deliveries")) {
      world.remove(delivery);
    }
    world.remove(call.target());
    return null;
  }

  /// Sends a ping. Receivers in use know it by its type (review-live.md, G); Apple's document has
  /// the attribute.
  private Resource ping(WriteCall call) {
    Resource webhook = call.related("webhook", "webhooks");
    ObjectNode attributes = Notifications.JSON.createObjectNode();
    attributes.put("timestamp", call.now().toString());
    if (!call.world().guesses().turned(Guess.PING_BY_TYPE_ALONE)) {
      attributes.put("ping", true);
    }
    Resource event =
        notifications.event(webhook.issuerId(), "webhookPingCreated", null, attributes, null);
    notifications.deliver(webhook, event, false);
    return call.create("webhookPings");
  }

  private Resource redeliver(WriteCall call) {
    Resource template = call.related("template", "webhookDeliveries");
    Resource webhook = call.world().get("webhooks", template.relation("webhook"));
    Resource event = call.world().get("webhookEvents", template.relation("event"));
    return notifications.deliver(webhook, event, true);
  }

  private static void requireUrl(WriteCall call) {
    try {
      URI uri = new URI(call.text("url"));
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme())
              || Notifications.isReachable(uri)
              || ("http".equals(uri.getScheme())
                  && !call.world().guesses().turned(Guess.WEBHOOK_NEEDS_HTTPS)))) {
        return;
      }
    } catch (URISyntaxException e) {
      // A malformed address is refused below.
    }
    throw new ApiException(AttributeErrors.invalid("url", "The url must be an https address"));
  }
}
