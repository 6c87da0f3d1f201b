package dev.slipway.connections;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a key can do, with how sure that is. Reading alone proves no right to write, so writing is
/// at best [Evidence#LIKELY].
public record Capabilities(
    Evidence readApps, Evidence uploadBuilds, Evidence editVersions, Evidence submitForReview) {

  /// How sure.
  public enum Evidence {
    YES,
    LIKELY,
    NO,
    UNKNOWN
  }

  /// Nothing was found out.
  public static final Capabilities UNKNOWN =
      new Capabilities(Evidence.UNKNOWN, Evidence.UNKNOWN, Evidence.UNKNOWN, Evidence.UNKNOWN);

  /// Apple refuses the key.
  public static final Capabilities NONE =
      new Capabilities(Evidence.NO, Evidence.NO, Evidence.NO, Evidence.NO);

  Map<String, @Nullable Object> toJson() {
    return JsonFields.with("readApps", readApps)
        .put("uploadBuilds", uploadBuilds)
        .put("editVersions", editVersions)
        .put("submitForReview", submitForReview)
        .toMap();
  }

  static Capabilities fromJson(JsonObject json) {
    return new Capabilities(
        json.constant("readApps", Evidence.class),
        json.constant("uploadBuilds", Evidence.class),
        json.constant("editVersions", Evidence.class),
        json.constant("submitForReview", Evidence.class));
  }
}
