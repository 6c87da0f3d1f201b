package dev.slipway.drops.manifest;

/// What a release does when an older one of the same app is already submitted.
public enum OnConflict {
  /// Waits until the older one is done.
  QUEUE,
  /// Withdraws the older one and goes first.
  REPLACE
}
