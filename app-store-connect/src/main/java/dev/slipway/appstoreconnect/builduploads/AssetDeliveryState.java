package dev.slipway.appstoreconnect.builduploads;

/// How far the delivery of an uploaded file is (spec: AppMediaAssetState.state).
public enum AssetDeliveryState {
  AWAITING_UPLOAD,
  UPLOAD_COMPLETE,
  COMPLETE,
  FAILED,
  /// A value that Apple added later.
  UNKNOWN
}
