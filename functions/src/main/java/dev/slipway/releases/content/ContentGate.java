package dev.slipway.releases.content;

import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.function.UnaryOperator;

/// What the loop allows while content is carried out, and how it records progress. Thread-safe.
public interface ContentGate {

  /// The gate's answer to the next write.
  enum Answer {
    GO_ON,
    /// This worker no longer holds the lane: no further write may start.
    LANE_LOST,
    /// The release was canceled or superseded, or another worker has the record: no further write
    /// may start.
    STOP
  }

  /// Returns whether another write or part may start in this invocation.
  boolean hasTime();

  /// Ensures that the lane's lease outlives the next write's deadline, and renews it if needed.
  /// Call this right before every write to Apple.
  Answer beforeWrite();

  /// Notes that a write was given up without an answer: it may take effect after the next look at
  /// Apple.
  default void gaveUpOnAnswer() {}

  /// Records progress. Several calls may be written as one; a change that is being written when the
  /// call returns survives a crash.
  Answer progress(UnaryOperator<ContentLedger> change);
}
