package dev.slipway.appstoreconnect.resource;

/// One thing within a submission to App Review.
public record ReviewSubmissionItemId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public ReviewSubmissionItemId {
    ResourceId.check("ReviewSubmissionItemId", value);
  }

  @Override
  public String type() {
    return "reviewSubmissionItems";
  }

  @Override
  public String toString() {
    return value;
  }
}
