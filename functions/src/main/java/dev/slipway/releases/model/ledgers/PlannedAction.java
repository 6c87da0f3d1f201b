package dev.slipway.releases.model.ledgers;

import dev.slipway.json.JsonFields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a release will do at Apple, for people and for counting. Secrets are redacted.
///
/// @param kind the kind of action
/// @param what for people, for example `Description`
/// @param where a locale, a display type, or both; null when it belongs to the version or the app
/// @param before the value at Apple; null without one
/// @param after the new value; null without one
/// @param file the drop's file; null when the value comes from elsewhere
/// @param sizeBytes of an upload; 0 otherwise
/// @param calls the write calls in their order, each as method and path template, for example `POST
///   /v1/appScreenshots`; parts sent to storage are not counted
public record PlannedAction(
    Kind kind,
    String what,
    @Nullable String where,
    @Nullable String before,
    @Nullable String after,
    @Nullable String file,
    long sizeBytes,
    List<String> calls) {

  public enum Kind {
    CREATE,
    CHANGE,
    UPLOAD,
    DELETE,
    SUBMIT
  }

  public PlannedAction {
    calls = List.copyOf(calls);
  }

  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("kind", kind)
        .put("what", what)
        .putIfNotNull("where", where)
        .putIfNotNull("before", before)
        .putIfNotNull("after", after)
        .putIfNotNull("file", file)
        .put("sizeBytes", sizeBytes)
        .put("calls", calls)
        .toMap();
  }
}
