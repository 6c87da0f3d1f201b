package dev.slipway.appstoreconnect.testflight;

/// The state of a build for testers of the team (spec: InternalBetaState).
public enum InternalBetaState {
  PROCESSING,
  PROCESSING_EXCEPTION,
  MISSING_EXPORT_COMPLIANCE,
  READY_FOR_BETA_TESTING,
  IN_BETA_TESTING,
  EXPIRED,
  IN_EXPORT_COMPLIANCE_REVIEW,
  /// A value that Apple added later.
  UNKNOWN
}
