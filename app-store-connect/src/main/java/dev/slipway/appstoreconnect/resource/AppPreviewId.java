package dev.slipway.appstoreconnect.resource;

/// One preview video.
public record AppPreviewId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AppPreviewId {
    ResourceId.check("AppPreviewId", value);
  }

  @Override
  public String type() {
    return "appPreviews";
  }

  @Override
  public String toString() {
    return value;
  }
}
