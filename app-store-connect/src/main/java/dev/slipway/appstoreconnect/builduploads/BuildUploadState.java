package dev.slipway.appstoreconnect.builduploads;

/// The state of a build upload (spec: BuildUploadState).
public enum BuildUploadState {
  AWAITING_UPLOAD,
  PROCESSING,
  FAILED,
  COMPLETE,
  /// A value that Apple added later.
  UNKNOWN
}
