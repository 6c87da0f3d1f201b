package dev.slipway.appstoreconnect.upload;

import dev.slipway.appstoreconnect.upload.PartUpload.FinishedPart;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outcome of an upload of parts. Every result has the parts finished and recorded in this run.
public sealed interface UploadResult {
  /// Returns the parts finished and recorded in this run.
  List<FinishedPart> finishedParts();

  /// The store has every part of the plan: commit the file.
  record Finished(List<FinishedPart> finishedParts) implements UploadResult {}

  /// Out of time, or ended by the checkpoint; resume later with the same plan.
  record Stopped(List<FinishedPart> finishedParts) implements UploadResult {}

  /// The addresses no longer work: delete the upload and reserve it again.
  record Expired(List<FinishedPart> finishedParts, int partNumber) implements UploadResult {}

  /// A part could not be sent.
  ///
  /// @param status the store's last HTTP status; 0 without one
  /// @param sourceFailure why Slipway's own file could not be read at the last try; null for every
  ///   other reason
  record Refused(
      List<FinishedPart> finishedParts,
      int partNumber,
      RefusalReason reason,
      int status,
      @Nullable IOException sourceFailure)
      implements UploadResult {
    /// For every reason except [RefusalReason#SOURCE_UNREADABLE].
    public Refused(
        List<FinishedPart> finishedParts, int partNumber, RefusalReason reason, int status) {
      this(finishedParts, partNumber, reason, status, null);
    }
  }

  /// Why a part could not be sent.
  enum RefusalReason {
    /// The file is not the one that the upload began with.
    SOURCE_CHANGED,
    /// Slipway's own file could not be read, even at the last try.
    SOURCE_UNREADABLE,
    /// The store's checksum differed from that of the sent bytes, even at the last try.
    CHECKSUM_MISMATCH,
    /// A status that retries cannot overcome.
    STATUS,
    /// Failures that may be temporary, in every try.
    TRIES_EXHAUSTED
  }
}
