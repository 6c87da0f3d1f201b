package dev.slipway.appstoreconnect.resource;

/// A build's submission to beta review.
public record BetaAppReviewSubmissionId(String value) implements ResourceId {
  /// @throws IllegalArgumentException when the value cannot be an id of Apple's
  public BetaAppReviewSubmissionId {
    ResourceId.check("BetaAppReviewSubmissionId", value);
  }

  @Override
  public String type() {
    return "betaAppReviewSubmissions";
  }

  @Override
  public String toString() {
    return value;
  }
}
