package dev.slipway.appstoreconnect.resource;

/// One version of an app on one platform.
public record AppStoreVersionId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AppStoreVersionId {
    ResourceId.check("AppStoreVersionId", value);
  }

  @Override
  public String type() {
    return "appStoreVersions";
  }

  @Override
  public String toString() {
    return value;
  }
}
