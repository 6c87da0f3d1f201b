package dev.slipway.drops;

import java.util.List;

/// The meaning of an object in the drop bucket, by its (decoded) key alone. Does not check whether
/// the connection exists.
///
/// A drop is directly under its connection or in a folder exactly one level below. Deeper folders
/// belong to a drop and start nothing. `.ipa` and `release.json` are read in any case; all other
/// names are case-sensitive, as in S3.
public sealed interface DropKey {
  /// The file whose arrival starts a full drop.
  String MANIFEST_NAME = "release.json";

  /// The one file that starts a release of an `.xcarchive` or `.app` that was uploaded as a folder.
  String INFO_PLIST = "Info.plist";

  /// `<connectionId>/<name>.ipa`: an app without metadata.
  record BareIpa(String connectionId, String fileName) implements DropKey {}

  /// `<connectionId>/<folder>/release.json`: a full drop.
  record FolderManifest(String connectionId, String folder) implements DropKey {}

  /// `<connectionId>/<name>.pkg` and other files that were probably meant as the build: a release
  /// that sends nothing and says what to upload instead.
  ///
  /// @param fileName of the file, or of the folder that was uploaded file by file
  record OtherFile(String connectionId, String fileName, OtherBuild build) implements DropKey {}

  /// An object that starts nothing.
  record Ignored(Reason reason) implements DropKey {}

  /// Why an object starts nothing.
  enum Reason {
    FOLDER_MARKER(false, "It is a folder, not a file."),
    PART_OF_A_DROP(false, "It is in a folder, whose release.json starts the release."),
    NO_CONNECTION(
        true, "It is not in a connection's folder. Upload it as <connection id>/<name>.ipa."),
    NOT_A_DROP(true, "Directly under a connection only files ending in .ipa start a release."),
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
        "A part of its name between slashes is empty, is . or .., is longer than 255 characters,"
            + " or contains a backslash, a control character or half of a surrogate pair. Rename"
            + " it.");

    private final boolean surprising;
    private final String message;

    Reason(boolean surprising, String message) {
      this.surprising = surprising;
      this.message = message;
    }

    /// Returns whether the user probably expected a release, so that a log line helps.
    public boolean surprising() {
      return surprising;
    }

    /// Returns the reason and what to do, for people.
    public String message() {
      return message;
    }
  }

  /// Reads a key in the form that S3 stores, that is, after the URL decoding of an event's key.
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
    boolean manifest = name.equalsIgnoreCase(MANIFEST_NAME);
    return switch (segments.size()) {
      case 2 ->
          manifest ? new Ignored(Reason.MANIFEST_WITHOUT_FOLDER) : directly(connectionId, name);
      case 3 ->
          manifest
              ? new FolderManifest(connectionId, segments.get(1))
              : inFolder(connectionId, segments.get(1), name);
      default -> new Ignored(manifest ? Reason.MANIFEST_TOO_DEEP : Reason.PART_OF_A_DROP);
    };
  }

  private static DropKey directly(String connectionId, String name) {
    if (DropNames.isIpaName(name)) {
      return new BareIpa(connectionId, name);
    }
    return OtherBuild.of(name)
        .<DropKey>map(build -> new OtherFile(connectionId, name, build))
        .orElse(new Ignored(Reason.NOT_A_DROP));
  }

  private static DropKey inFolder(String connectionId, String folder, String name) {
    return OtherBuild.at(folder + "/" + name)
        .<DropKey>map(build -> new OtherFile(connectionId, folder, build))
        .orElse(new Ignored(Reason.PART_OF_A_DROP));
  }
}
