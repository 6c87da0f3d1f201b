package dev.slipway.functions.api;

import dev.slipway.aws.edge.JsonBody;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.DropKey;
import dev.slipway.drops.DropKey.Reason;
import dev.slipway.drops.OtherBuild;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The target and the size of a drop's file, by the rules of drops.
///
/// @param key object key, under the connection's prefix
record UploadName(String key, long sizeBytes) {
  /// S3's page "Naming Amazon S3 objects".
  private static final int MAX_KEY_BYTES = 1024;

  private static final String NAME = "name";
  private static final String NAME_FORM =
      "Must be the name of the file below the connection's prefix, such as App.ipa or"
          + " <folder>/release.json.";

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
  static UploadName read(ConnectionId connection, JsonBody body) {
    String key = connection + "/" + body.text(NAME, _ -> true, NAME_FORM);
    if (body.has(NAME)) {
      refusal(key).ifPresent(detail -> body.fault(NAME, detail));
    }
    long sizeBytes =
        body.wholeNumber(
            "sizeBytes",
            0,
            PlannedUpload.MAX_BYTES,
            "Must be the number of bytes of the file, up to " + PlannedUpload.MAX_BYTES + ".");
    return new UploadName(key, sizeBytes);
  }

  /// Returns why no drop may contain this key.
  private static Optional<String> refusal(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      return Optional.of("The name is too long: S3 allows 1024 bytes. Shorten it.");
    }
    return switch (DropKey.parse(key)) {
      case DropKey.BareIpa _, DropKey.FolderManifest _ -> Optional.empty();
      case DropKey.OtherFile(String _, String _, OtherBuild build) -> Optional.of(build.message());
      case DropKey.Ignored(Reason reason) ->
          reason == Reason.PART_OF_A_DROP ? Optional.empty() : Optional.of(reason.message());
    };
  }
}
