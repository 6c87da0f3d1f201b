package dev.slipway.appstoreconnect.resource;

/// The screenshots of one display type in one locale of a version.
public record AppScreenshotSetId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AppScreenshotSetId {
    ResourceId.check("AppScreenshotSetId", value);
  }

  @Override
  public String type() {
    return "appScreenshotSets";
  }

  @Override
  public String toString() {
    return value;
  }
}
