package dev.slipway.appstoreconnect.testflight;

/// How far beta review is (spec: BetaReviewState).
public enum BetaReviewState {
  WAITING_FOR_REVIEW,
  IN_REVIEW,
  REJECTED,
  APPROVED,
  /// A value that Apple added after this was written.
  UNKNOWN
}
