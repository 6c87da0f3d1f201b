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
  /// A value that Apple added after this was written.
  UNKNOWN;

  /// Whether text, build and version string may all be changed: a draft, or one that review gave
  /// back. READY_FOR_REVIEW (its item must be removed first) and WAITING_FOR_REVIEW (only some
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

  /// Whether the version stands in the way of a new one: neither released nor replaced. UNKNOWN
  /// counts as in the way.
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

  /// Whether review let it pass, released or not.
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
