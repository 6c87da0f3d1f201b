package dev.slipway.appstoreconnect.resource;

/// A file for App Review.
public record AppStoreReviewAttachmentId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public AppStoreReviewAttachmentId {
    ResourceId.check("AppStoreReviewAttachmentId", value);
  }

  @Override
  public String type() {
    return "appStoreReviewAttachments";
  }

  @Override
  public String toString() {
    return value;
  }
}
