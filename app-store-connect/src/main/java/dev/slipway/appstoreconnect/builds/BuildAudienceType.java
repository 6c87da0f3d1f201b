package dev.slipway.appstoreconnect.builds;

/// Who may get a build (spec: BuildAudienceType). INTERNAL_ONLY cannot go to review.
public enum BuildAudienceType {
  INTERNAL_ONLY,
  APP_STORE_ELIGIBLE,
  /// A value that Apple added after this was written.
  UNKNOWN
}
