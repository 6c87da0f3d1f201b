package dev.slipway.appstoreconnect.builduploads;

/// How far a build upload is (spec: BuildUploadState).
public enum BuildUploadState {
  AWAITING_UPLOAD,
  PROCESSING,
  FAILED,
  COMPLETE,
  /// A value that Apple added after this was written.
  UNKNOWN
}
