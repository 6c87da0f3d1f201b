package dev.slipway.appstoreconnect.appstoreversions;

/// When an approved version goes on sale (spec: AppStoreVersion.releaseType). SCHEDULED needs a
/// date on a whole hour.
public enum ReleaseType {
  MANUAL,
  AFTER_APPROVAL,
  SCHEDULED,
  /// A value that Apple added after this was written.
  UNKNOWN
}
