package dev.slipway.appstoreconnect.library;

/// What an asset is for; it cannot be changed (spec: AppAssetLibraryAssetCategory).
public enum AssetCategory {
  /// Pictures for the header of the product page, search results and events.
  CREATIVE_ASSETS,
  APP_SCREENSHOTS_AND_PREVIEWS,
  /// A value that Apple added later, or no value.
  UNKNOWN
}
