package dev.slipway.releases.model.ledgers;

import dev.slipway.json.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
/// @param digest hash of what `before` and `after` do not show in full: a text that was shortened,
///   the bytes of a file; not for people. Null when they show all, and in records of older versions
public record PlannedAction(
    Kind kind,
    String what,
    @Nullable String where,
    @Nullable String before,
    @Nullable String after,
    @Nullable String file,
    long sizeBytes,
    List<String> calls,
    @Nullable String digest) {

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

  /// Creates an action whose values are shown in full.
  public PlannedAction(
      Kind kind,
      String what,
      @Nullable String where,
      @Nullable String before,
      @Nullable String after,
      @Nullable String file,
      long sizeBytes,
      List<String> calls) {
    this(kind, what, where, before, after, file, sizeBytes, calls, null);
  }

  /// Returns the action with the hash of what its values do not show.
  public PlannedAction withDigest(@Nullable String hash) {
    return new PlannedAction(kind, what, where, before, after, file, sizeBytes, calls, hash);
  }

  /// Returns whether it belongs to the submission to App Review, which comes after all other work.
  public boolean isOfSubmission() {
    return !calls.isEmpty()
        && calls.stream()
            .allMatch(
                call ->
                    call.startsWith("POST /v1/reviewSubmission")
                        || call.startsWith("PATCH /v1/reviewSubmission"));
  }

  /// Returns whether both make the same change, whatever calls they take.
  public boolean isSameChange(PlannedAction other) {
    return kind == other.kind
        && what.equals(other.what)
        && Objects.equals(where, other.where)
        && Objects.equals(before, other.before)
        && Objects.equals(after, other.after)
        && Objects.equals(digest, other.digest);
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
