package dev.slipway.drops;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One version of one object of the drop bucket. Work on a drop names the version, so that a
/// replaced object is never mixed with its predecessor.
///
/// @param key in the bucket; of a file in a drop's folder its path within the folder, for example
///   `metadata/en-US/description.txt`
/// @param versionId empty in a bucket without versions
/// @param etag as S3 gave it, with its quotes; never a checksum (design.md)
public record ObjectVersion(String key, String versionId, String etag, long sizeBytes) {

  /// The last segment of the key.
  public String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /// The same version under another key, such as the path within a folder.
  public ObjectVersion withKey(String key) {
    return new ObjectVersion(key, versionId, etag, sizeBytes);
  }

  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("key", key)
        .put("versionId", versionId)
        .put("etag", etag)
        .put("sizeBytes", sizeBytes)
        .toMap();
  }

  /// Reads the form that [#toJson()] writes.
  public static ObjectVersion fromJson(JsonObject json) {
    return new ObjectVersion(
        json.string("key"),
        json.string("versionId"),
        json.string("etag"),
        json.number("sizeBytes"));
  }
}
