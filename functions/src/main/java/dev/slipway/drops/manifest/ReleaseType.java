package dev.slipway.drops.manifest;

/// When an approved version is released; the names are Apple's (App Store Connect API,
/// AppStoreVersion).
public enum ReleaseType {
  MANUAL,
  AFTER_APPROVAL,
  SCHEDULED
}
