package dev.slipway.releases.model;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A write to Apple that was about to be made: recorded before the call, removed with its outcome.
/// An intent that is still there when a pass begins has an unknown outcome: look before repeating.
///
/// @param write which write, by the name of its step
/// @param at when; what was created at Apple before this moment (less a skew allowance) is not ours
/// @param answered whether Apple answered, though not with the outcome (a 503, a page of HTML):
///   then nothing of it is on its way any more
public record Intent(String write, Instant at, boolean answered) {

  /// A write that is about to be made.
  public Intent(String write, Instant at) {
    this(write, at, false);
  }

  /// The same after an answer that did not tell the outcome.
  public Intent withAnswer() {
    return new Intent(write, at, true);
  }

  Map<String, @Nullable Object> toJson() {
    return JsonFields.with("write", write).put("at", at).put("answered", answered).toMap();
  }

  static Intent fromJson(JsonObject json) {
    return new Intent(
        json.string("write"), json.instant("at"), json.optionalBool("answered").orElse(false));
  }
}
