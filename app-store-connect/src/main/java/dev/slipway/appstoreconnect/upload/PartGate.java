package dev.slipway.appstoreconnect.upload;

import java.time.Duration;

/// Says whether there is time to begin another try of a part. Called by several threads at once;
/// must be quick.
@FunctionalInterface
public interface PartGate {
  /// Whether another try of a part may begin.
  ///
  /// @param slowestPart the longest that a finished part of this run took, zero before the first
  boolean mayStart(Duration slowestPart);

  /// There is always time.
  static PartGate open() {
    return _ -> true;
  }
}
