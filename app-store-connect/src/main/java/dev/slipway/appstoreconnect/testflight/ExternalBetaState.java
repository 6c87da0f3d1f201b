package dev.slipway.appstoreconnect.testflight;

/// The state of a build for testers outside the team (spec: ExternalBetaState).
public enum ExternalBetaState {
  PROCESSING,
  PROCESSING_EXCEPTION,
  MISSING_EXPORT_COMPLIANCE,
  READY_FOR_BETA_TESTING,
  IN_BETA_TESTING,
  EXPIRED,
  READY_FOR_BETA_SUBMISSION,
  IN_EXPORT_COMPLIANCE_REVIEW,
  WAITING_FOR_BETA_REVIEW,
  IN_BETA_REVIEW,
  BETA_REJECTED,
  BETA_APPROVED,
  NOT_APPLICABLE,
  /// A value that Apple added later.
  UNKNOWN
}
