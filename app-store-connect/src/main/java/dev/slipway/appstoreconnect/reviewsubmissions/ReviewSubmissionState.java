package dev.slipway.appstoreconnect.reviewsubmissions;

/// The state of a submission to App Review (spec: ReviewSubmission.state).
public enum ReviewSubmissionState {
  READY_FOR_REVIEW,
  WAITING_FOR_REVIEW,
  IN_REVIEW,
  UNRESOLVED_ISSUES,
  CANCELING,
  COMPLETING,
  COMPLETE,
  /// A value that Apple added later.
  UNKNOWN;

  /// Returns whether it occupies the app: all except COMPLETE. UNKNOWN counts as open.
  public boolean isOpen() {
    return this != COMPLETE;
  }
}
