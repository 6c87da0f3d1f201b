package dev.slipway.simulator;

import dev.slipway.simulator.settings.ReviewScript;

/// App Review in the simulator's hands: what reviewers at Apple do.
///
/// The methods without "beta" take the id of a version, of a review submission, or of an app (then
/// its open submission is meant), and throw `IllegalStateException` when there is nothing in a
/// state for it.
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

  /// Lets review, TestFlight's too, move by itself from now on (or not); submissions already
  /// waiting are scheduled from now.
  void script(ReviewScript script);

  /// TestFlight: WAITING_FOR_REVIEW to IN_REVIEW; the id is that of a build or of its beta app
  /// review submission.
  void startBetaReview(String id);

  /// TestFlight: APPROVED; starts the review first when it has not begun.
  void approveBeta(String id);

  /// TestFlight: REJECTED; starts the review first when it has not begun.
  void rejectBeta(String id);
}
