package dev.slipway.releases.model.desired;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What started a release.
///
/// @param kind bare `.ipa` or folder with `release.json`
/// @param trigger the object whose arrival started it: the `.ipa`, or the `release.json`
/// @param receivedAt when S3 says that it arrived; a later drop of the same app is newer
public record Drop(String bucket, Kind kind, PinnedObject trigger, Instant receivedAt) {

  public enum Kind {
    BARE_IPA,
    FOLDER
  }

  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("bucket", bucket)
        .put("kind", kind)
        .put("trigger", trigger.toJson())
        .put("receivedAt", receivedAt)
        .toMap();
  }

  public static Drop fromJson(JsonObject json) {
    return new Drop(
        json.string("bucket"),
        json.constant("kind", Kind.class),
        PinnedObject.fromJson(json.object("trigger")),
        json.instant("receivedAt"));
  }
}
