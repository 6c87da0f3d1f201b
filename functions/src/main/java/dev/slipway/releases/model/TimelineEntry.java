package dev.slipway.releases.model;

import dev.slipway.json.JsonFields;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a release's history, for people.
///
/// @param state the state from then on
public record TimelineEntry(Instant at, ReleaseState state, String message) {

  /// Returns the form of records and API answers.
  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("at", at).put("state", state).put("message", message).toMap();
  }
}
