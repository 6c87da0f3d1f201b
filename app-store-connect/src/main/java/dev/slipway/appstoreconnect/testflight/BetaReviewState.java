package dev.slipway.appstoreconnect.testflight;

/// The state of beta review (spec: BetaReviewState).
public enum BetaReviewState {
  WAITING_FOR_REVIEW,
  IN_REVIEW,
  REJECTED,
  APPROVED,
  /// A value that Apple added later.
  UNKNOWN
}
