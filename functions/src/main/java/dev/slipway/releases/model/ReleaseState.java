package dev.slipway.releases.model;

/// The state of a release as people see it. The names after submission are Apple's own.
public enum ReleaseState {
  /// The drop arrived and has not been read yet.
  RECEIVED,
  /// An earlier release of the same app was submitted; this one waits for it.
  QUEUED,
  UPLOADING,
  /// Apple is processing the build.
  PROCESSING,
  /// Slipway is preparing the version, its texts and the submission.
  PREPARING,
  /// A person decides: everything is ready, and `release.json` said not to submit or the team asks
  /// for approval; or the plan has changed since a person agreed to it.
  PREPARED,
  /// Beta App Review has the build; only for a release that ends with TestFlight.
  WAITING_FOR_BETA_REVIEW,
  WAITING_FOR_REVIEW,
  IN_REVIEW,
  /// Approved; a person has to release it.
  PENDING_DEVELOPER_RELEASE,
  /// Approved; Apple releases it on its date.
  PENDING_APPLE_RELEASE,
  PROCESSING_FOR_DISTRIBUTION,
  /// On the App Store.
  READY_FOR_DISTRIBUTION,
  /// Available to testers; the drop asked only for TestFlight.
  IN_BETA_TESTING,
  /// The plan is made; the drop asked only for a plan.
  PLANNED,
  REJECTED,
  /// A person must act; the problem says how.
  NEEDS_ATTENTION,
  /// A newer drop replaced it.
  SUPERSEDED,
  CANCELED;

  /// Returns whether the release may still change automatically.
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

  /// Returns whether it is with Apple or was, so that Slipway only follows what happens to it.
  boolean isFollowed() {
    return switch (this) {
      case WAITING_FOR_BETA_REVIEW,
          WAITING_FOR_REVIEW,
          IN_REVIEW,
          PENDING_DEVELOPER_RELEASE,
          PENDING_APPLE_RELEASE,
          PROCESSING_FOR_DISTRIBUTION,
          READY_FOR_DISTRIBUTION,
          IN_BETA_TESTING,
          REJECTED ->
          true;
      case RECEIVED,
          QUEUED,
          UPLOADING,
          PROCESSING,
          PREPARING,
          PREPARED,
          PLANNED,
          NEEDS_ATTENTION,
          SUPERSEDED,
          CANCELED ->
          false;
    };
  }

  /// Returns whether App Review has received the release, so that the batched poll follows it.
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
