package dev.slipway.appstoreconnect.resource;

/// The previews of one preview type in one locale of a version.
public record AppPreviewSetId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AppPreviewSetId {
    ResourceId.check("AppPreviewSetId", value);
  }

  @Override
  public String type() {
    return "appPreviewSets";
  }

  @Override
  public String toString() {
    return value;
  }
}
