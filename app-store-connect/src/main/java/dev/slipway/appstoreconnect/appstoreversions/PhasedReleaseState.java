package dev.slipway.appstoreconnect.appstoreversions;

/// The state of a seven-day release (spec: PhasedReleaseState). COMPLETE releases to all users.
public enum PhasedReleaseState {
  INACTIVE,
  ACTIVE,
  PAUSED,
  COMPLETE,
  /// A value that Apple added later.
  UNKNOWN
}
