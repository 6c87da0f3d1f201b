package dev.slipway.webhooks;

import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The record of one app's webhook at Apple. Immutable.
///
/// @param at the time of the last change
/// @param url where Apple sends notifications
/// @param webhookId at Apple; null unless REGISTERED
/// @param keyFingerprint of the key that was used; with another key, a refusal may not apply
/// @param reason for people, why Apple refused it; null otherwise
/// @param repairedUntil the time up to which lost deliveries were recovered; null before the first
///   time
public record Registration(
    State state,
    Instant at,
    String url,
    @Nullable String webhookId,
    String keyFingerprint,
    @Nullable String reason,
    @Nullable Instant repairedUntil) {

  private static final RecordCodec<Registration> CODEC = RecordCodec.of(Registration.class);

  /// The state of a registration.
  public enum State {
    /// A worker is registering it, or died while it did.
    REGISTERING,
    REGISTERED,
    /// Apple does not let this key register one: polling must suffice.
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

  /// Returns the document of the state bucket.
  Map<String, @Nullable Object> toJson() {
    return CODEC.write(this);
  }

  /// Reads what [#toJson()] wrote.
  ///
  /// @throws dev.slipway.json.JsonShapeException when the document has another form
  static Registration fromJson(JsonObject json) {
    return CODEC.read(json);
  }
}
