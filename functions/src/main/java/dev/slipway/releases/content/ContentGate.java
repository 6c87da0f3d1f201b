package dev.slipway.releases.content;

import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.function.UnaryOperator;

/// What the loop allows and keeps while content is carried out. Thread-safe.
public interface ContentGate {

  /// What the gate says to the next write.
  enum Answer {
    GO_ON,
    /// The lane is no longer this worker's: no further write may begin.
    LANE_LOST,
    /// The release was canceled or superseded, or another worker has the record: no further write
    /// may begin.
    STOP
  }

  /// Whether a further write or part may be begun in this invocation.
  boolean hasTime();

  /// To be called right before every write to Apple: makes sure that the lane's lease outlives the
  /// write's deadline, and renews it.
  Answer beforeWrite();

  /// A write was given up without an answer: it may still take effect when Apple was looked at.
  default void gaveUpOnAnswer() {}

  /// Keeps progress in the record. Several calls may be written as one; what is on its way when the
  /// call returns survives a crash.
  Answer progress(UnaryOperator<ContentLedger> change);
}
