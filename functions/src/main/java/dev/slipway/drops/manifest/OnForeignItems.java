package dev.slipway.drops.manifest;

/// What a release does when the draft submission at Apple contains items from elsewhere.
public enum OnForeignItems {
  /// Stops and shows the items.
  STOP,
  /// Submits the items together with the version.
  JOIN
}
