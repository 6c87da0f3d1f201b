package dev.slipway.appstoreconnect.resource;

/// The state of a screenshot, preview or attachment (spec: AppMediaAssetState.state,
/// AppMediaVideoState.state). Apple accepts any bytes, and reports faults in them later as FAILED,
/// never as an HTTP error.
public enum AssetState {
  AWAITING_UPLOAD,
  UPLOAD_COMPLETE,
  /// Only for videos.
  PROCESSING,
  COMPLETE,
  FAILED,
  /// A value that Apple added later, or no value.
  UNKNOWN;

  /// Returns whether Apple has finished processing, with or without success.
  public boolean isFinal() {
    return switch (this) {
      case COMPLETE, FAILED -> true;
      case AWAITING_UPLOAD, UPLOAD_COMPLETE, PROCESSING, UNKNOWN -> false;
    };
  }
}
