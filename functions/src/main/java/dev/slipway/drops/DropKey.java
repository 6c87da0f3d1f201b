package dev.slipway.drops;

import java.util.List;

/// What an object in the drop bucket means, by its (decoded) key alone. Whether the connection
/// exists is for others to find out.
///
/// A drop lies directly under its connection or in a folder exactly one level below it; deeper
/// folders belong to a drop and start nothing. Names are case-sensitive, as S3's are.
public sealed interface DropKey {
  /// The file whose arrival starts a full drop.
  String MANIFEST_NAME = "release.json";

  /// `<connectionId>/<name>.ipa`: an app without further words.
  record BareIpa(String connectionId, String fileName) implements DropKey {}

  /// `<connectionId>/<folder>/release.json`: a full drop.
  record FolderManifest(String connectionId, String folder) implements DropKey {}

  /// Starts nothing.
  record Ignored(Reason reason) implements DropKey {}

  /// Why an object starts nothing.
  enum Reason {
    FOLDER_MARKER(false, "It is a folder, not a file."),
    PART_OF_A_DROP(false, "It lies in a folder; the folder's release.json starts the release."),
    NO_CONNECTION(
        true, "It does not lie under a connection. Put it at <connection id>/<name>.ipa."),
    NOT_A_DROP(
        true,
        "Directly under a connection only files ending in .ipa (lower case) start a release."),
    MANIFEST_WITHOUT_FOLDER(
        true,
        "A release.json needs a folder of its own: <connection id>/<folder>/release.json, beside"
            + " its .ipa."),
    MANIFEST_TOO_DEEP(
        true,
        "A release.json starts a release only one folder below the connection: <connection"
            + " id>/<folder>/release.json."),
    UNSAFE_NAME(
        true,
        "Its key has an empty or dot segment, a backslash, a control character, or a segment longer"
            + " than 255 characters. Rename it.");

    private final boolean surprising;
    private final String message;

    Reason(boolean surprising, String message) {
      this.surprising = surprising;
      this.message = message;
    }

    /// Whether the person probably expected a release, so that it is worth a log line.
    public boolean surprising() {
      return surprising;
    }

    /// For a person: why, and what to do.
    public String message() {
      return message;
    }
  }

  /// Reads a key as S3 holds it, that is after an event's URL encoding is undone.
  static DropKey parse(String objectKey) {
    if (objectKey.endsWith("/")
        && DropNames.isSafeKey(objectKey.substring(0, objectKey.length() - 1))) {
      return new Ignored(Reason.FOLDER_MARKER);
    }
    if (!DropNames.isSafeKey(objectKey)) {
      return new Ignored(Reason.UNSAFE_NAME);
    }
    List<String> segments = List.of(objectKey.split("/", -1));
    String connectionId = segments.getFirst();
    String name = segments.getLast();
    if (segments.size() == 1 || !DropNames.isConnectionId(connectionId)) {
      return new Ignored(Reason.NO_CONNECTION);
    }
    boolean manifest = name.equals(MANIFEST_NAME);
    return switch (segments.size()) {
      case 2 -> {
        if (manifest) {
          yield new Ignored(Reason.MANIFEST_WITHOUT_FOLDER);
        }
        yield DropNames.isIpaName(name)
            ? new BareIpa(connectionId, name)
            : new Ignored(Reason.NOT_A_DROP);
      }
      case 3 ->
          manifest
              ? new FolderManifest(connectionId, segments.get(1))
              : new Ignored(Reason.PART_OF_A_DROP);
      default -> new Ignored(manifest ? Reason.MANIFEST_TOO_DEEP : Reason.PART_OF_A_DROP);
    };
  }
}
