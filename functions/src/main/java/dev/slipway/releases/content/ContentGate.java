package dev.slipway.releases.content;

import dev.slipway.releases.model.ContentLedger;
import java.util.function.UnaryOperator;

/// What the loop allows and keeps while content is carried out. Thread-safe.
public interface ContentGate {

  /// Whether a further write or part may be begun in this invocation.
  boolean hasTime();

  /// To be called right before every write to Apple: makes sure that the lane's lease outlives the
  /// write's deadline, and renews it.
  ///
  /// @throws StoppedException when this worker must stop: a newer drop took over, the release was
  ///   canceled, or another worker has the record
  void beforeWrite();

  /// A write was given up without an answer: it may still take effect when Apple was looked at.
  default void gaveUpOnAnswer() {}

  /// Keeps progress in the record. Several calls may be written as one; what is on its way when the
  /// call returns survives a crash.
  ///
  /// @throws StoppedException as above
  void progress(UnaryOperator<ContentLedger> change);

  /// Ends the work from within; the record says why.
  final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoppedException() {
      super("the work on this release was stopped");
    }
  }
}
