package dev.slipway.appstoreconnect.apps;

/// What a call about an app shows beside its record.
public enum AppPart {
  /// Its in-app purchases, and what is on its way to App Review.
  PRODUCTS,
  /// The versions of which the app has builds.
  PRE_RELEASE_VERSIONS,
  /// The platforms for which it has versions.
  PLATFORMS,
  /// Who tests it.
  TEST_INFORMATION
}
