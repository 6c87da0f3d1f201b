package dev.slipway.releases.model;

/// Where a release stands, as people see it. The names after submission are Apple's own.
public enum ReleaseState {
  /// The drop arrived; nothing was read yet.
  RECEIVED,
  /// Another release of the same app was submitted before; this one waits for it.
  QUEUED,
  UPLOADING,
  /// Apple processes the build.
  PROCESSING,
  /// Version, texts and submission are being put together.
  PREPARING,
  /// All is ready; `release.json` said not to submit.
  PREPARED,
  /// With Beta App Review; for TestFlight alone.
  WAITING_FOR_BETA_REVIEW,
  WAITING_FOR_REVIEW,
  IN_REVIEW,
  /// Approved; a person releases it.
  PENDING_DEVELOPER_RELEASE,
  /// Approved; Apple releases it at its date.
  PENDING_APPLE_RELEASE,
  PROCESSING_FOR_DISTRIBUTION,
  /// On the App Store.
  READY_FOR_DISTRIBUTION,
  /// With its testers; only TestFlight was wanted.
  IN_BETA_TESTING,
  /// Only its plan was wanted, and is there.
  PLANNED,
  REJECTED,
  /// A person must act; the problem says how.
  NEEDS_ATTENTION,
  /// A newer drop took its place.
  SUPERSEDED,
  CANCELED;

  /// Whether something may still happen to it by itself.
  public boolean isOpen() {
    return switch (this) {
      case RECEIVED,
          QUEUED,
          UPLOADING,
          PROCESSING,
          PREPARING,
          PREPARED,
          WAITING_FOR_BETA_REVIEW,
          WAITING_FOR_REVIEW,
          IN_REVIEW,
          PENDING_DEVELOPER_RELEASE,
          PENDING_APPLE_RELEASE,
          PROCESSING_FOR_DISTRIBUTION ->
          true;
      case READY_FOR_DISTRIBUTION,
          IN_BETA_TESTING,
          PLANNED,
          REJECTED,
          NEEDS_ATTENTION,
          SUPERSEDED,
          CANCELED ->
          false;
    };
  }

  /// Whether it is with App Review or past it, so that the batched poll follows it.
  public boolean isSubmitted() {
    return switch (this) {
      case WAITING_FOR_REVIEW,
          IN_REVIEW,
          PENDING_DEVELOPER_RELEASE,
          PENDING_APPLE_RELEASE,
          PROCESSING_FOR_DISTRIBUTION ->
          true;
      case RECEIVED,
          QUEUED,
          UPLOADING,
          PROCESSING,
          PREPARING,
          PREPARED,
          WAITING_FOR_BETA_REVIEW,
          READY_FOR_DISTRIBUTION,
          IN_BETA_TESTING,
          PLANNED,
          REJECTED,
          NEEDS_ATTENTION,
          SUPERSEDED,
          CANCELED ->
          false;
    };
  }
}
