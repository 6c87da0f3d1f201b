package dev.slipway.connections;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.problems.Problem;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of the last replacement key.
///
/// @param problem why it did not take the place of the key before; null when it did
/// @param message for people
public record Replacement(
    String keyId, Outcome outcome, @Nullable Problem problem, String message, Instant at) {
  /// What became of it.
  public enum Outcome {
    /// It is the current key now.
    PROMOTED,
    /// The key before stays in use.
    REFUSED,
    /// Apple could not be asked about both keys; the key before stays in use until it can.
    WAITING
  }

  Map<String, @Nullable Object> toJson() {
    var fields = JsonFields.with("keyId", keyId).put("outcome", outcome);
    if (problem != null) {
      fields.put("problem", problem.toJson());
    }
    return fields.put("message", message).put("at", at).toMap();
  }

  static Replacement fromJson(JsonObject json) {
    return new Replacement(
        json.string("keyId"),
        json.constant("outcome", Outcome.class),
        json.optionalObject("problem").map(Problem::fromJson).orElse(null),
        json.string("message"),
        json.instant("at"));
  }
}
