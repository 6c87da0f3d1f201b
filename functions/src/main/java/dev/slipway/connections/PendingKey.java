package dev.slipway.connections;

import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A replacement key that waits for its check.
///
/// @param fileNameAgrees whether it came in a file named after its Key ID
public record PendingKey(String keyId, String fingerprint, boolean fileNameAgrees, Instant since) {
  static PendingKey offered(AppleKey key, Instant since) {
    return new PendingKey(key.keyId(), key.fingerprint(), key.fileNameAgrees(), since);
  }

  boolean is(AppleKey key) {
    return keyId.equals(key.keyId()) && fingerprint.equals(key.fingerprint());
  }

  /// The same key after its promotion.
  CurrentKey promoted() {
    return new CurrentKey(keyId, fingerprint, true, fileNameAgrees, null);
  }

  Map<String, @Nullable Object> toJson() {
    return JsonFields.with("keyId", keyId)
        .put("fingerprint", fingerprint)
        .put("fileNameAgrees", fileNameAgrees)
        .put("since", since)
        .toMap();
  }

  static PendingKey fromJson(JsonObject json) {
    return new PendingKey(
        json.string("keyId"),
        json.string("fingerprint"),
        json.optionalBool("fileNameAgrees").orElse(false),
        json.instant("since"));
  }
}
