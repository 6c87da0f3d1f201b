package dev.slipway.drops.manifest;

/// What a release does when the draft submission at Apple holds items that others put there.
public enum OnForeignItems {
  /// Stops and shows them.
  STOP,
  /// Submits them together with the version.
  JOIN
}
