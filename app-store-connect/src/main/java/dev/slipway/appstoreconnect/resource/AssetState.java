package dev.slipway.appstoreconnect.resource;

/// How far a screenshot, preview or attachment is (spec: AppMediaAssetState.state,
/// AppMediaVideoState.state). Apple takes any bytes; what is wrong with them shows as FAILED after
/// a while, never as an HTTP error.
public enum AssetState {
  AWAITING_UPLOAD,
  UPLOAD_COMPLETE,
  /// Videos only.
  PROCESSING,
  COMPLETE,
  FAILED,
  /// A value that Apple added after this was written, or none at all.
  UNKNOWN;

  /// Whether Apple is done with it, well or badly.
  public boolean isFinal() {
    return switch (this) {
      case COMPLETE, FAILED -> true;
      case AWAITING_UPLOAD, UPLOAD_COMPLETE, PROCESSING, UNKNOWN -> false;
    };
  }
}
