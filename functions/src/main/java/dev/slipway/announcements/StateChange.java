package dev.slipway.announcements;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One change of a record's state. Immutable; holds nothing secret, since all of it is published.
///
/// @param number counts the changes of one record from 1; a reader sees by it what is missing
/// @param from the state before; null for the first
/// @param to the state from then on
/// @param problem slug of the problem type that goes with the new state; null when there is none
/// @param message one sentence for people, as in the record's history; cut at 500 characters
public record StateChange(
    long number,
    @Nullable String from,
    String to,
    Instant at,
    @Nullable String problem,
    String message) {
  private static final int LONGEST_MESSAGE = 500;

  public StateChange {
    if (message.length() > LONGEST_MESSAGE) {
      message = message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
  }

  Map<String, @Nullable Object> toJson() {
    return JsonFields.with("number", number)
        .putIfPresent("from", Optional.ofNullable(from))
        .put("to", to)
        .put("at", at)
        .putIfPresent("problem", Optional.ofNullable(problem))
        .put("message", message)
        .toMap();
  }

  static StateChange fromJson(JsonObject json) {
    return new StateChange(
        json.number("number"),
        json.optionalString("from").orElse(null),
        json.string("to"),
        json.instant("at"),
        json.optionalString("problem").orElse(null),
        json.string("message"));
  }
}
