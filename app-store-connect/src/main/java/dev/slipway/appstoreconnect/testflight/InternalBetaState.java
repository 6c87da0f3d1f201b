package dev.slipway.appstoreconnect.testflight;

/// How a build stands with testers of the team (spec: InternalBetaState).
public enum InternalBetaState {
  PROCESSING,
  PROCESSING_EXCEPTION,
  MISSING_EXPORT_COMPLIANCE,
  READY_FOR_BETA_TESTING,
  IN_BETA_TESTING,
  EXPIRED,
  IN_EXPORT_COMPLIANCE_REVIEW,
  /// A value that Apple added after this was written.
  UNKNOWN
}
