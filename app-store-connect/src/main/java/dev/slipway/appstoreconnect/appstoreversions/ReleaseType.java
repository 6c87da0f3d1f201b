package dev.slipway.appstoreconnect.appstoreversions;

/// When an approved version is released (spec: AppStoreVersion.releaseType). SCHEDULED requires a
/// date on a whole hour.
public enum ReleaseType {
  MANUAL,
  AFTER_APPROVAL,
  SCHEDULED,
  /// A value that Apple added later.
  UNKNOWN
}
