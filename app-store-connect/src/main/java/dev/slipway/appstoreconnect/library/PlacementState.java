package dev.slipway.appstoreconnect.library;

/// The state of a placement (spec: AppAssetLibraryPlacementState). ACTIVE and INACTIVE are not in
/// it, and were seen live (asset-library.md, 3).
public enum PlacementState {
  /// Apple still processes the asset.
  ASSET_PROCESSING,
  FAILED,
  PARENT_PREPARE_FOR_SUBMISSION,
  PARENT_READY_FOR_REVIEW,
  PARENT_WAITING_FOR_REVIEW,
  PARENT_IN_REVIEW,
  PARENT_APPROVED,
  /// Of a draft or of a version in the App Store.
  ACTIVE,
  /// Of a version that another one replaced.
  INACTIVE,
  /// A value that Apple added later, or no value.
  UNKNOWN
}
