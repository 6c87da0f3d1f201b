package dev.slipway.appstoreconnect.upload;

import java.util.List;

/// Records finished parts so that they are not sent again. Called by one thread at a time, the one
/// that runs the upload; until it returns, its parts count as in flight.
@FunctionalInterface
public interface PartCheckpoint {
  /// Records a batch. An exception ends the upload and reaches its caller.
  ///
  /// @return false to end the upload: parts that are still on their way are cut
  boolean record(List<FinishedPart> parts);

  /// Records nothing, and goes on.
  static PartCheckpoint none() {
    return _ -> true;
  }
}
