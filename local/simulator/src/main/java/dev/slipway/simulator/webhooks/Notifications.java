package dev.slipway.simulator.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.builds.BuildUploads;
import dev.slipway.simulator.catalogue.AppleOperations;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Faults;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.VersionStates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Notifies webhooks: creates an event for every change of a state, a delivery for every webhook
/// subscribed to it, and the request that carries it. The world is locked and settled.
///
/// The first delivery comes at once. What no source tells are guesses.
public final class Notifications {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOLD = "told";
  private static final String SEND_AT = "sendAt";
  private static final String FORGED = "forged";
  private static final String HELD = "held";
  private static final String ATTEMPTS = "attempts";
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration REPEATED_AFTER = Duration.ofMinutes(10);

  /// How long a delivery that another should overtake waits when no other follows.
  private static final Duration HELD_LIMIT = Duration.ofHours(1);

  private static final List<Watched> WATCHED =
      List.of(
          // Apple's sample has the new state alone (apple-doc, build-uploads.md, 5.1).
          new Watched(
              "buildUploads",
              "BUILD_UPLOAD_STATE_UPDATED",
              "buildUploadStateUpdated",
              null,
              "newState"),
          new Watched(
              "appStoreVersions",
              "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED",
              "appStoreVersionAppVersionStateUpdated",
              "oldValue",
              "newValue"),
          new Watched(
              "buildBetaDetails",
              "BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED",
              "buildBetaDetailExternalBuildStateUpdated",
              "oldExternalBuildState",
              "newExternalBuildState"));

  private final World world;
  private final Faults faults;
  private final String baseUri;

  /// Whether the states reported last are those that the first webhook found.
  private boolean watches;

  /// A state whose changes create events.
  private record Watched(
      String resources,
      String eventType,
      String bodyType,
      @Nullable String oldName,
      String newName) {
    String state(Resource resource) {
      return switch (resources) {
        case "buildUploads" -> BuildUploads.state(resource);
        case "appStoreVersions" -> VersionStates.of(resource);
        default -> resource.text("externalBuildState");
      };
    }

    @Nullable String app(World world, Resource resource) {
      return resources.equals("buildBetaDetails")
          ? world.get("builds", resource.relation("build")).relation("app")
          : resource.relation("app");
    }
  }

  /// A request to send.
  ///
  /// @param delivery id of the `webhookDeliveries` resource
  /// @param signature value of the header `x-apple-signature`
  @SuppressWarnings("ArrayRecordComponent") // Made for one sender, which only reads it.
  public record Outgoing(String delivery, URI url, byte[] body, String signature) {}

  /// Notifies the webhooks of this world, whose API has this base address.
  public Notifications(World world, Faults faults, String baseUri) {
    this.world = world;
    this.faults = faults;
    this.baseUri = baseUri;
    this.watches = !world.all("webhooks").isEmpty();
    world.onSettled(this::observe);
  }

  /// Compares every state with the one reported last. Without a webhook nothing is reported; the
  /// first one finds the states that exist then.
  private void observe() {
    boolean reports = watches;
    watches = !world.all("webhooks").isEmpty();
    if (!watches) {
      return;
    }
    for (Watched watched : WATCHED) {
      for (Resource resource : List.copyOf(world.all(watched.resources))) {
        String state = watched.state(resource);
        String told = resource.hidden().path(TOLD).asText("");
        if (!state.equals(told)) {
          resource.hidden().put(TOLD, state);
          if (reports && (!told.isEmpty() || world.guesses().turned(Guess.FIRST_STATE_NOTIFIED))) {
            tell(watched, resource, told, state);
          }
        }
      }
    }
  }

  private void tell(Watched watched, Resource resource, String before, String after) {
    Resource event = null;
    for (Resource webhook : List.copyOf(world.all("webhooks"))) {
      boolean wanted =
          Objects.equals(webhook.relation("app"), watched.app(world, resource))
              && webhook.attributes().path("enabled").asBoolean()
              && contains(webhook.attributes().path("eventTypes"), watched.eventType);
      if (wanted) {
        if (event == null) {
          ObjectNode attributes = JSON.createObjectNode();
          if (watched.oldName != null) {
            attributes.put(watched.oldName, before.isEmpty() ? null : before);
          }
          attributes.put(watched.newName, after);
          if (watched.resources.equals("appStoreVersions")) {
            attributes.put("timestamp", world.now().toString());
          }
          event =
              event(resource.issuerId(), watched.bodyType, watched.eventType, attributes, resource);
        }
        deliver(webhook, event, false);
      }
    }
  }

  private static boolean contains(JsonNode array, String text) {
    for (JsonNode one : array) {
      if (one.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  /// Creates an event with the body that describes it.
  ///
  /// @param eventType event type; null for a ping
  Resource event(
      String issuerId,
      String bodyType,
      @Nullable String eventType,
      ObjectNode attributes,
      @Nullable Resource instance) {
    Resource event = world.create("webhookEvents", issuerId);
    ObjectNode body = JSON.createObjectNode();
    ObjectNode told = body.putObject("data").put("type", bodyType).put("id", event.id());
    told.put("version", 1).set("attributes", attributes);
    if (instance != null) {
      ObjectNode named = told.putObject("relationships").putObject("instance");
      String id =
          instance.type().equals("buildBetaDetails")
                  && world.guesses().turned(Guess.BETA_DETAIL_HAS_ITS_OWN_ID)
              ? UUID.nameUUIDFromBytes(instance.id().getBytes(StandardCharsets.UTF_8)).toString()
              : instance.id();
      named.putObject("data").put("type", instance.type()).put("id", id);
      // Of the simulator's own, so that a receiver that follows it stays on this machine.
      String path = AppleOperations.instance().resourcePath(instance.type(), id);
      named.putObject("links").put("self", baseUri + path);
    }
    event.set("eventType", eventType).set("ping", eventType == null);
    event.set("createdDate", Dates.format(world.now()));
    try {
      event.set("payload", JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
    return event;
  }

  /// Plans a delivery, or what a fault makes of it.
  Resource deliver(Resource webhook, Resource event, boolean redelivery) {
    Resource delivery = plan(webhook, event, redelivery);
    Fault.Kind.WebhookFault fault = faults.hitWebhook(event.text("eventType"));
    switch (fault) {
      case null -> {}
      case Fault.Kind.WebhookLost() -> {
        delivery.hidden().remove(SEND_AT);
        failed(delivery, "The connection timed out");
      }
      case Fault.Kind.WebhookTwice() -> plan(webhook, event, redelivery);
      case Fault.Kind.WebhookLate(Duration later) ->
          delivery.hidden().put(SEND_AT, world.now().plus(later).toString());
      case Fault.Kind.WebhookOvertaken() -> delivery.hidden().put(HELD, true);
      case Fault.Kind.WebhookForged() -> delivery.hidden().put(FORGED, true);
    }
    return delivery;
  }

  private Resource plan(Resource webhook, Resource event, boolean redelivery) {
    Resource delivery = world.create("webhookDeliveries", webhook.issuerId());
    delivery.relate("webhook", webhook.id()).relate("event", event.id());
    delivery
        .set("createdDate", Dates.format(world.now()))
        .set("deliveryState", "PENDING")
        .set("redelivery", redelivery);
    delivery.attributes().putObject("request").put("url", webhook.text("url"));
    delivery.hidden().put(SEND_AT, world.now().toString());
    world.changed();
    return delivery;
  }

  /// Returns when the next delivery is due; empty if none is pending.
  public Optional<Instant> nextDue() {
    return onTheirWay().map(Notifications::dueAt).min(Comparator.naturalOrder());
  }

  private java.util.stream.Stream<Resource> onTheirWay() {
    return world.all("webhookDeliveries").stream()
        .filter(delivery -> delivery.hidden().has(SEND_AT));
  }

  private static Instant dueAt(Resource delivery) {
    Instant at = Instant.parse(delivery.hidden().path(SEND_AT).asText());
    return delivery.hidden().path(HELD).asBoolean() ? at.plus(HELD_LIMIT) : at;
  }

  /// Returns what is due, in the order in which it is to be sent; each delivery is returned once.
  public List<Outgoing> takeDue() {
    List<Resource> due = new ArrayList<>();
    for (Resource delivery :
        onTheirWay()
            .filter(one -> !dueAt(one).isAfter(world.now()))
            .sorted(Comparator.comparing(Notifications::dueAt))
            .toList()) {
      due.add(delivery);
    }
    if (!due.isEmpty()) {
      // Deliveries that waited to be overtaken have been overtaken by now.
      onTheirWay().filter(one -> !due.contains(one) && one.hidden().has(HELD)).forEach(due::add);
    }
    return due.stream().map(this::outgoing).toList();
  }

  private Outgoing outgoing(Resource delivery) {
    delivery.hidden().remove(SEND_AT);
    delivery.set("sentDate", Dates.format(world.now()));
    world.changed();
    Resource webhook = world.get("webhooks", delivery.relation("webhook"));
    Resource event = world.get("webhookEvents", delivery.relation("event"));
    byte[] body = event.text("payload").getBytes(StandardCharsets.UTF_8);
    String secret =
        delivery.hidden().path(FORGED).asBoolean()
            ? UUID.randomUUID().toString()
            : webhook.hidden().path(Webhooks.SECRET).asText();
    return new Outgoing(
        delivery.id(), URI.create(webhook.text("url")), body, signature(secret, body));
  }

  /// Signs a body as apple-doc "Configuring webhook notifications" describes.
  static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "hmacsha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /// Records the receiver's answer.
  public void answered(String deliveryId, int status, String body) {
    Resource delivery = world.find("webhookDeliveries", deliveryId);
    if (delivery == null) {
      return;
    }
    delivery.attributes().putObject("response").put("httpStatusCode", status).put("body", body);
    if (status >= 200 && status < 300) {
      delivery.set("deliveryState", "SUCCEEDED");
      world.changed();
    } else {
      failed(delivery, "");
    }
  }

  /// Records that there was no answer.
  public void unanswered(String deliveryId, String message) {
    Resource delivery = world.find("webhookDeliveries", deliveryId);
    if (delivery != null) {
      failed(delivery, message);
    }
  }

  private void failed(Resource delivery, String message) {
    delivery.set("deliveryState", "FAILED");
    if (!message.isEmpty()) {
      delivery.set("errorMessage", message);
    }
    int attempts = delivery.hidden().path(ATTEMPTS).asInt() + 1;
    if (attempts < MOST_ATTEMPTS && world.guesses().turned(Guess.FAILED_DELIVERY_REPEATED)) {
      delivery.set("deliveryState", "PENDING");
      delivery
          .hidden()
          .put(ATTEMPTS, attempts)
          .put(SEND_AT, world.now().plus(REPEATED_AFTER).toString());
    }
    world.changed();
  }

  /// Returns whether the simulator delivers to this address, which must be on this machine.
  public static boolean isReachable(URI url) {
    return "http".equals(url.getScheme())
        && Set.of("127.0.0.1", "localhost", "[::1]").contains(url.getHost());
  }
}
