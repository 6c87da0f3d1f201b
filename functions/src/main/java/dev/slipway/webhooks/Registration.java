package dev.slipway.webhooks;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of one app's webhook at Apple, as it is kept. Immutable.
///
/// @param at of the last change
/// @param url where notifications are to go
/// @param webhookId at Apple; null unless REGISTERED
/// @param keyFingerprint of the key that was used: with another, a refusal may not hold
/// @param reason for people, why it is refused; null otherwise
/// @param repairedUntil up to when lost deliveries were looked for; null before the first time
public record Registration(
    State state,
    Instant at,
    String url,
    @Nullable String webhookId,
    String keyFingerprint,
    @Nullable String reason,
    @Nullable Instant repairedUntil) {

  /// How far it got.
  public enum State {
    /// Somebody is at it, or died at it.
    REGISTERING,
    REGISTERED,
    /// Apple does not let this key register one: the poll has to do.
    REFUSED
  }

  static Registration begun(Instant at, String url, String keyFingerprint) {
    return new Registration(State.REGISTERING, at, url, null, keyFingerprint, null, null);
  }

  Registration registered(Instant now, String id) {
    return new Registration(State.REGISTERED, now, url, id, keyFingerprint, null, now);
  }

  Registration refused(Instant now, String why) {
    return new Registration(State.REFUSED, now, url, null, keyFingerprint, why, null);
  }

  Registration repaired(Instant until) {
    return new Registration(state, at, url, webhookId, keyFingerprint, reason, until);
  }

  Map<String, @Nullable Object> toJson() {
    return JsonFields.with("state", state)
        .put("at", at)
        .put("url", url)
        .putIfPresent("webhookId", Optional.ofNullable(webhookId))
        .put("keyFingerprint", keyFingerprint)
        .putIfPresent("reason", Optional.ofNullable(reason))
        .putIfPresent("repairedUntil", Optional.ofNullable(repairedUntil))
        .toMap();
  }

  static Registration fromJson(JsonObject json) {
    return new Registration(
        json.constant("state", State.class),
        json.instant("at"),
        json.string("url"),
        json.optionalString("webhookId").orElse(null),
        json.string("keyFingerprint"),
        json.optionalString("reason").orElse(null),
        json.optionalInstant("repairedUntil").orElse(null));
  }
}
