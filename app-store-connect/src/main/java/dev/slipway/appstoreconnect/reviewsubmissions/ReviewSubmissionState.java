package dev.slipway.appstoreconnect.reviewsubmissions;

/// State of a submission to App Review (spec: ReviewSubmission.state).
public enum ReviewSubmissionState {
  READY_FOR_REVIEW,
  WAITING_FOR_REVIEW,
  IN_REVIEW,
  UNRESOLVED_ISSUES,
  CANCELING,
  COMPLETING,
  COMPLETE,
  /// A value that Apple added after this was written.
  UNKNOWN;

  /// Whether it occupies the app: all but COMPLETE. UNKNOWN counts as open.
  public boolean isOpen() {
    return this != COMPLETE;
  }
}
