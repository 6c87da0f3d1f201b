package dev.slipway.releases.reconcile;

import dev.slipway.releases.bytes.ByteSteps;

/// What a function may touch while it works on releases. Immutable.
public sealed interface Reach {

  /// The drop bucket, to read it and to move its bytes, and Apple.
  ///
  /// @param bytes the steps that read the drop bucket
  record DropsAndApple(ByteSteps bytes) implements Reach {}

  /// Apple, and nothing of the drop bucket: a step that reads it wakes the function that may.
  record AppleAlone() implements Reach {}
}
