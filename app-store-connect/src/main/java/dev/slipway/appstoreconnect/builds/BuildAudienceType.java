package dev.slipway.appstoreconnect.builds;

/// The testers and users that may get a build (spec: BuildAudienceType). INTERNAL_ONLY cannot go to
/// review.
public enum BuildAudienceType {
  INTERNAL_ONLY,
  APP_STORE_ELIGIBLE,
  /// A value that Apple added later.
  UNKNOWN
}
