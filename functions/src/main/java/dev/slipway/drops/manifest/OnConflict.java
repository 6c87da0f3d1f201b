package dev.slipway.drops.manifest;

/// What a release does when an older release of the same app is already submitted.
public enum OnConflict {
  /// Waits until the older release has ended.
  QUEUE,
  /// Withdraws the older release and takes its place.
  REPLACE
}
