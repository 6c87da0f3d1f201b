package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.resource.BuildUploadId;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A reservation at Apple that a superseded release left behind and that its successor removes.
///
/// @param uploadId null when the reservation's answer was lost: then it is looked for
/// @param since nothing reserved before this moment is touched
public record AbandonedUpload(
    @Nullable BuildUploadId uploadId, String shortVersion, String bundleVersion, Instant since) {

  public Map<String, @Nullable Object> toJson() {
    return new JsonFields()
        .putIfPresent("uploadId", Optional.ofNullable(uploadId))
        .put("shortVersion", shortVersion)
        .put("bundleVersion", bundleVersion)
        .put("since", since)
        .toMap();
  }

  public static AbandonedUpload fromJson(JsonObject json) {
    return new AbandonedUpload(
        json.optionalString("uploadId").map(BuildUploadId::new).orElse(null),
        json.string("shortVersion"),
        json.string("bundleVersion"),
        json.instant("since"));
  }
}
