package dev.slipway.webhooks;

import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import java.time.Instant;
import java.util.Map;
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

  private static final RecordCodec<Registration> CODEC = RecordCodec.of(Registration.class);

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

  /// The form in the state bucket.
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
