package dev.slipway.appstoreconnect.appstoreversions;

/// The state of a version on the App Store (spec: AppVersionState).
public enum AppVersionState {
  ACCEPTED,
  DEVELOPER_REJECTED,
  IN_REVIEW,
  INVALID_BINARY,
  METADATA_REJECTED,
  PENDING_APPLE_RELEASE,
  PENDING_DEVELOPER_RELEASE,
  PREPARE_FOR_SUBMISSION,
  PROCESSING_FOR_DISTRIBUTION,
  READY_FOR_DISTRIBUTION,
  READY_FOR_REVIEW,
  REJECTED,
  REPLACED_WITH_NEW_VERSION,
  WAITING_FOR_EXPORT_COMPLIANCE,
  WAITING_FOR_REVIEW,
  /// A value that Apple added later.
  UNKNOWN;

  /// Returns whether text, build and version string can all be changed, as in a draft or a rejected
  /// version. READY_FOR_REVIEW (its item must be removed first) and WAITING_FOR_REVIEW (only some
  /// text) do not count. (apple-help: app and submission statuses)
  public boolean isEditable() {
    return switch (this) {
      case PREPARE_FOR_SUBMISSION,
          DEVELOPER_REJECTED,
          REJECTED,
          METADATA_REJECTED,
          INVALID_BINARY ->
          true;
      case ACCEPTED,
          IN_REVIEW,
          PENDING_APPLE_RELEASE,
          PENDING_DEVELOPER_RELEASE,
          PROCESSING_FOR_DISTRIBUTION,
          READY_FOR_DISTRIBUTION,
          READY_FOR_REVIEW,
          REPLACED_WITH_NEW_VERSION,
          WAITING_FOR_EXPORT_COMPLIANCE,
          WAITING_FOR_REVIEW,
          UNKNOWN ->
          false;
    };
  }

  /// Returns whether the version blocks a new one, because it is neither released nor replaced.
  /// UNKNOWN counts as blocking.
  public boolean isUnreleased() {
    return switch (this) {
      case READY_FOR_DISTRIBUTION, PROCESSING_FOR_DISTRIBUTION, REPLACED_WITH_NEW_VERSION -> false;
      case ACCEPTED,
          DEVELOPER_REJECTED,
          IN_REVIEW,
          INVALID_BINARY,
          METADATA_REJECTED,
          PENDING_APPLE_RELEASE,
          PENDING_DEVELOPER_RELEASE,
          PREPARE_FOR_SUBMISSION,
          READY_FOR_REVIEW,
          REJECTED,
          WAITING_FOR_EXPORT_COMPLIANCE,
          WAITING_FOR_REVIEW,
          UNKNOWN ->
          true;
    };
  }

  /// Returns whether review approved it, released or not.
  public boolean isApproved() {
    return switch (this) {
      case PENDING_APPLE_RELEASE,
          PENDING_DEVELOPER_RELEASE,
          PROCESSING_FOR_DISTRIBUTION,
          READY_FOR_DISTRIBUTION,
          REPLACED_WITH_NEW_VERSION ->
          true;
      case ACCEPTED,
          DEVELOPER_REJECTED,
          IN_REVIEW,
          INVALID_BINARY,
          METADATA_REJECTED,
          PREPARE_FOR_SUBMISSION,
          READY_FOR_REVIEW,
          REJECTED,
          WAITING_FOR_EXPORT_COMPLIANCE,
          WAITING_FOR_REVIEW,
          UNKNOWN ->
          false;
    };
  }
}
