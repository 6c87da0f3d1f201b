package dev.slipway.appstoreconnect.resource;

/// One submission to App Review.
public record ReviewSubmissionId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public ReviewSubmissionId {
    ResourceId.check("ReviewSubmissionId", value);
  }

  @Override
  public String type() {
    return "reviewSubmissions";
  }

  @Override
  public String toString() {
    return value;
  }
}
