package dev.slipway.appstoreconnect.appstoreversions;

/// State of a seven-day release (spec: PhasedReleaseState). COMPLETE releases to everybody.
public enum PhasedReleaseState {
  INACTIVE,
  ACTIVE,
  PAUSED,
  COMPLETE,
  /// A value that Apple added after this was written.
  UNKNOWN
}
