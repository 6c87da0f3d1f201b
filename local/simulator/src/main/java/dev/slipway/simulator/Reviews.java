package dev.slipway.simulator;

import dev.slipway.simulator.settings.ReviewScript;

/// Controls App Review: each method does what a reviewer at Apple does.
///
/// A method without "beta" in its name takes the id of a version, of a review submission or of an
/// app (which means the app's open submission). It throws `IllegalStateException` if the id names
/// nothing in a suitable state.
public interface Reviews {
  /// Moves a version from WAITING_FOR_REVIEW to IN_REVIEW.
  void startReview(String id);

  /// Approves a version, and first starts the review if it has not begun. The version's release
  /// type decides what follows.
  void approve(String id);

  /// Rejects the version: it becomes REJECTED, its submission UNRESOLVED_ISSUES.
  void reject(String id);

  /// Rejects the metadata: the version becomes METADATA_REJECTED, its submission UNRESOLVED_ISSUES.
  void metadataReject(String id);

  /// Rejects a product beside a version: its item and the version of the product become REJECTED,
  /// the submission UNRESOLVED_ISSUES.
  ///
  /// @param purchaseVersionId as returned where the product was added
  void rejectPurchase(String purchaseVersionId);

  /// Finds the build invalid: the version becomes INVALID_BINARY, its submission UNRESOLVED_ISSUES
  /// (review-live.md, A23).
  void invalidBinary(String id);

  /// Replies in the Resolution Center, as a person does: the whole rejected submission is back in
  /// the queue.
  void reply(String id);

  /// Sets how reviews, including TestFlight's, progress automatically. Submissions that are already
  /// waiting are scheduled from now.
  void script(ReviewScript script);

  /// Moves a build from WAITING_FOR_REVIEW to IN_REVIEW in TestFlight. The id is that of the build
  /// or of its beta app review submission.
  void startBetaReview(String id);

  /// Approves a build in TestFlight, and first starts the review if it has not begun.
  void approveBeta(String id);

  /// Rejects a build in TestFlight, and first starts the review if it has not begun.
  void rejectBeta(String id);
}
