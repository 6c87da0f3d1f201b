package dev.slipway.appstoreconnect.builduploads;

/// How far an uploaded file is (spec: AppMediaAssetState.state).
public enum AssetDeliveryState {
  AWAITING_UPLOAD,
  UPLOAD_COMPLETE,
  COMPLETE,
  FAILED,
  /// A value that Apple added after this was written.
  UNKNOWN
}
