package dev.slipway.simulator.library;

import dev.slipway.simulator.media.MediaKind;
import java.util.Map;

/// The two kinds of assets in a library.
enum AssetKind {
  IMAGE(
      "appAssetLibraryImages",
      "image",
      MediaKind.SCREENSHOTS,
      Map.of("png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg")),
  VIDEO(
      "appAssetLibraryVideos",
      "video",
      MediaKind.PREVIEWS,
      Map.of("mp4", "video/mp4", "mov", "video/quicktime", "m4v", "video/x-m4v"));

  private final String type;
  private final String relation;
  private final MediaKind inSets;

  // Made by Map.of.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Map<String, String> contentTypes;

  AssetKind(String type, String relation, MediaKind inSets, Map<String, String> contentTypes) {
    this.type = type;
    this.relation = relation;
    this.inSets = inSets;
    this.contentTypes = contentTypes;
  }

  /// Returns the kind whose JSON:API type this is.
  static AssetKind of(String type) {
    return type.equals(VIDEO.type) ? VIDEO : IMAGE;
  }

  /// Returns the JSON:API type.
  String type() {
    return type;
  }

  /// Returns the name of a placement's relationship to its asset.
  String relation() {
    return relation;
  }

  /// Returns the kind of sets that show such assets.
  MediaKind inSets() {
    return inSets;
  }

  /// Returns the content type of a file name extension, in lower case.
  String contentType(String extension) {
    return contentTypes.getOrDefault(extension, "application/octet-stream");
  }
}
