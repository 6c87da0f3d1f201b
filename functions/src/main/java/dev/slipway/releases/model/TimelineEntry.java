package dev.slipway.releases.model;

import dev.slipway.actors.Actor;
import dev.slipway.json.JsonFields;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a release's history, for people.
///
/// @param state the state from then on
/// @param actor who did it; null in lines of earlier versions
public record TimelineEntry(Instant at, ReleaseState state, String message, @Nullable Actor actor) {

  /// Returns the form of records and API answers.
  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("at", at)
        .put("state", state)
        .put("message", message)
        .putIfNotNull("actor", actor)
        .toMap();
  }
}
