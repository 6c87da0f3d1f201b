package dev.slipway.simulator.media;

/// The two kinds of media sets that a localization of a version has.
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

  /// Returns the JSON:API type of the sets, which is also the name of the localization's
  /// relationship to them.
  public String setType() {
    return setType;
  }

  /// Returns the attribute of a set that holds its display type.
  public String displayType() {
    return displayType;
  }

  /// Returns the JSON:API type of the members, which is also the name of the set's relationship to
  /// them.
  public String assetType() {
    return assetType;
  }

  /// Returns the name of a member's relationship to its set.
  public String setRelation() {
    return setRelation;
  }

  /// Returns how many members a set may have (apple-help: Screenshot specifications).
  int most() {
    return most;
  }
}
