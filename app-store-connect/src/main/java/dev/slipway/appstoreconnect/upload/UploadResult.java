package dev.slipway.appstoreconnect.upload;

import dev.slipway.appstoreconnect.upload.PartUpload.FinishedPart;
import java.util.List;

/// How an upload of parts ended. Every result carries the parts finished and recorded in this run.
public sealed interface UploadResult {
  /// The parts finished and recorded in this run.
  List<FinishedPart> finishedParts();

  /// Every part of the plan is with the store: commit.
  record Finished(List<FinishedPart> finishedParts) implements UploadResult {}

  /// Out of time, or ended by the checkpoint; go on later with the same plan.
  record Stopped(List<FinishedPart> finishedParts) implements UploadResult {}

  /// The addresses no longer work: delete the upload and reserve anew.
  record Expired(List<FinishedPart> finishedParts, int partNumber) implements UploadResult {}

  /// A part could not be brought there.
  ///
  /// @param status last HTTP status of the store, 0 without
  record Refused(List<FinishedPart> finishedParts, int partNumber, RefusalReason reason, int status)
      implements UploadResult {}

  /// Why a part could not be brought there.
  enum RefusalReason {
    /// The file is not the one the upload began with.
    SOURCE_CHANGED,
    /// Our own file could not be read, also not at the last try.
    SOURCE_UNREADABLE,
    /// The store answered another checksum than that of the bytes sent, also at the last try.
    CHECKSUM_MISMATCH,
    /// A status that no repetition mends.
    STATUS,
    /// Trouble that may pass by itself, through all tries.
    TRIES_EXHAUSTED
  }
}
