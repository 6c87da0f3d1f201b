package dev.slipway.functions.api;

import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.DropKey;
import dev.slipway.drops.DropKey.Reason;
import dev.slipway.drops.OtherBuild;
import dev.slipway.json.JsonObject;
import java.nio.charset.StandardCharsets;

/// The target and the size of a drop's file, by the rules of drops.
///
/// @param key object key, under the connection's prefix
record UploadName(String key, long sizeBytes) {
  /// S3's page "Naming Amazon S3 objects".
  private static final int MAX_KEY_BYTES = 1024;

  /// Returns whether a drop of the connection may contain this key: what a token says is checked
  /// again, because anybody can write one.
  static boolean isOf(ConnectionId connection, String key) {
    boolean own = key.startsWith(connection + "/");
    return own
        && key.getBytes(StandardCharsets.UTF_8).length <= MAX_KEY_BYTES
        && switch (DropKey.parse(key)) {
          case DropKey.BareIpa _, DropKey.FolderManifest _ -> true;
          case DropKey.OtherFile _ -> false;
          case DropKey.Ignored(Reason reason) -> reason == Reason.PART_OF_A_DROP;
        };
  }

  /// Reads `name` and `sizeBytes`.
  static UploadName read(ConnectionId connection, JsonObject json) {
    String name = json.string("name");
    String key = connection + "/" + name;
    switch (DropKey.parse(key)) {
      case DropKey.BareIpa _, DropKey.FolderManifest _ -> {}
      case DropKey.OtherFile(String _, String _, OtherBuild build) ->
          throw UploadRoutes.invalid("name", build.message());
      case DropKey.Ignored(Reason reason) -> {
        if (reason != Reason.PART_OF_A_DROP) {
          throw UploadRoutes.invalid("name", reason.message());
        }
      }
    }
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw UploadRoutes.invalid("name", "The name is too long: S3 allows 1024 bytes. Shorten it.");
    }
    long sizeBytes = json.number("sizeBytes");
    if (sizeBytes < 0 || sizeBytes > PlannedUpload.MAX_BYTES) {
      throw UploadRoutes.invalid(
          "sizeBytes", "A file may have up to " + PlannedUpload.MAX_BYTES + " bytes.");
    }
    return new UploadName(key, sizeBytes);
  }
}
