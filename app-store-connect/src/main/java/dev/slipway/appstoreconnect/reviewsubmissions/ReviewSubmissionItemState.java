package dev.slipway.appstoreconnect.reviewsubmissions;

/// The state of one item of a submission (spec: ReviewSubmissionItem.state).
public enum ReviewSubmissionItemState {
  READY_FOR_REVIEW,
  ACCEPTED,
  APPROVED,
  REJECTED,
  REMOVED,
  /// A value that Apple added later.
  UNKNOWN
}
