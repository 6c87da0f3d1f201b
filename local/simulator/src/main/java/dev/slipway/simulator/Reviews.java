package dev.slipway.simulator;

/// App Review in the simulator's hands: what reviewers at Apple do.
///
/// Every method takes the id of a version, of a review submission, or of an app (then its open
/// submission is meant), and throws `IllegalStateException` when there is nothing in a state for
/// it.
public interface Reviews {
  /// WAITING_FOR_REVIEW to IN_REVIEW.
  void startReview(String id);

  /// Approves; starts the review first when it has not begun. What follows depends on the version's
  /// release type.
  void approve(String id);

  /// Rejects the version: REJECTED, submission UNRESOLVED_ISSUES.
  void reject(String id);

  /// Rejects the metadata: METADATA_REJECTED, submission UNRESOLVED_ISSUES.
  void metadataReject(String id);

  /// Lets review move by itself from now on (or not); submissions already waiting are scheduled
  /// from now.
  void script(ReviewScript script);
}
