package dev.slipway.appstoreconnect.library;

/// The state of an image or video (spec: AppAssetLibraryAssetState; asset-library.md, 3). Until App
/// Review it is about the file, afterwards about the versions that show it.
public enum LibraryAssetState {
  AWAITING_UPLOAD,
  UPLOAD_COMPLETE,
  FAILED,
  /// In Apple's list, but in none of its texts; the same as [#PREPARE_FOR_SUBMISSION].
  COMPLETE,
  PREPARE_FOR_SUBMISSION,
  READY_FOR_REVIEW,
  WAITING_FOR_REVIEW,
  IN_REVIEW,
  ACCEPTED,
  APPROVED,
  REJECTED,
  /// Out of use; back to [#APPROVED] by [LibraryAssetsClient#unarchive].
  ARCHIVED,
  /// A value that Apple added later, or no value.
  UNKNOWN;

  /// Returns whether Apple has taken the file and is not processing it. The specification can still
  /// be missing: see [LibraryAsset#isProcessed].
  boolean isBehindProcessing() {
    return switch (this) {
      case COMPLETE,
          PREPARE_FOR_SUBMISSION,
          READY_FOR_REVIEW,
          WAITING_FOR_REVIEW,
          IN_REVIEW,
          ACCEPTED,
          APPROVED,
          REJECTED,
          ARCHIVED ->
          true;
      case AWAITING_UPLOAD, UPLOAD_COMPLETE, FAILED, UNKNOWN -> false;
    };
  }
}
