package dev.slipway.appstoreconnect.resource;

/// One screenshot.
public record AppScreenshotId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AppScreenshotId {
    ResourceId.check("AppScreenshotId", value);
  }

  @Override
  public String type() {
    return "appScreenshots";
  }

  @Override
  public String toString() {
    return value;
  }
}
