package dev.slipway.appstoreconnect.resource;

/// What App Review is told about a version.
public record AppStoreReviewDetailId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AppStoreReviewDetailId {
    ResourceId.check("AppStoreReviewDetailId", value);
  }

  @Override
  public String type() {
    return "appStoreReviewDetails";
  }

  @Override
  public String toString() {
    return value;
  }
}
