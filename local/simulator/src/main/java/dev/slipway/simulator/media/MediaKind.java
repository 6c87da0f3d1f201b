package dev.slipway.simulator.media;

/// The two kinds of sets of media that a localization of a version has.
public enum MediaKind {
  SCREENSHOTS(
      "appScreenshotSets", "screenshotDisplayType", "appScreenshots", "appScreenshotSet", 10),
  PREVIEWS("appPreviewSets", "previewType", "appPreviews", "appPreviewSet", 3);

  private final String setType;
  private final String displayType;
  private final String assetType;
  private final String setRelation;
  private final int most;

  MediaKind(String setType, String displayType, String assetType, String setRelation, int most) {
    this.setType = setType;
    this.displayType = displayType;
    this.assetType = assetType;
    this.setRelation = setRelation;
    this.most = most;
  }

  /// JSON:API type of the sets, and the name of the localization's relationship to them.
  public String setType() {
    return setType;
  }

  /// Attribute of a set that says what it is for.
  String displayType() {
    return displayType;
  }

  /// JSON:API type of the members, and the name of the set's relationship to them.
  public String assetType() {
    return assetType;
  }

  /// Name of a member's relationship to its set.
  String setRelation() {
    return setRelation;
  }

  /// How many members a set has at most (apple-help: Screenshot specifications).
  int most() {
    return most;
  }
}
