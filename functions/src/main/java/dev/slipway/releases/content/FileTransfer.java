package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.PartUpload.PartCheckpoint;
import dev.slipway.appstoreconnect.upload.PartUpload.PartSource;
import dev.slipway.appstoreconnect.upload.SourceChangedException;
import dev.slipway.appstoreconnect.upload.UnusableOperationsException;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.appstoreconnect.upload.UploadPlan;
import dev.slipway.appstoreconnect.upload.UploadResult;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.DropObjects.DropChangedException;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Sends a file's bytes from the drop to Apple's addresses, streaming. Thread-safe.
final class FileTransfer {
  private final DropObjects files;
  private final FileChecksums checksums;
  private final PartUpload upload;
  private final PartHosts hosts;

  FileTransfer(DropObjects files, FileChecksums checksums, PartUpload upload, PartHosts hosts) {
    this.files = files;
    this.checksums = checksums;
    this.upload = upload;
    this.hosts = hosts;
  }

  FileChecksums checksums() {
    return checksums;
  }

  /// Returns the MD5 in lower-case hex.
  String checksum(ObjectVersion file) {
    return checksums.of(file);
  }

  /// Sends all parts of a reserved asset.
  ///
  /// @param operations where Apple wants them
  /// @return false when the addresses no longer work, and the asset must be reserved again
  boolean send(ObjectVersion file, List<UploadOperation> operations, Journal journal) {
    UploadPlan plan;
    try {
      plan = UploadPlan.of(operations, file.sizeBytes(), hosts);
    } catch (UnusableOperationsException e) {
      throw new RoundEndedException(
          new ContentOutcome.NeedsAttention(
              Problem.at(
                  file.key(),
                  ProblemType.APPLE_REFUSED,
                  e.getMessage()
                      + ". Upload the folder again. If this happens twice, report it.")));
    }
    var changed = new AtomicReference<DropChangedException>();
    UploadResult result;
    try {
      result =
          upload.run(
              plan,
              java.util.Set.of(),
              source(file, changed),
              PartCheckpoint.none(),
              _ -> journal.hasTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RoundEndedException(new ContentOutcome.OutOfTime());
    }
    return switch (result) {
      case UploadResult.Finished _ -> true;
      case UploadResult.Stopped _ -> throw new RoundEndedException(new ContentOutcome.OutOfTime());
      case UploadResult.Expired _ -> false;
      case UploadResult.Refused refused -> throw refused(file, refused, changed.get());
    };
  }

  private static RoundEndedException refused(
      ObjectVersion file, UploadResult.Refused refused, @Nullable DropChangedException changed) {
    return switch (refused.reason()) {
      case SOURCE_CHANGED ->
          FileChecksums.changed(
              Objects.requireNonNullElseGet(
                  changed, () -> DropChangedException.replaced(file.key())));
      case SOURCE_UNREADABLE -> FileChecksums.unreadable(file, refused.sourceFailure());
      case CHECKSUM_MISMATCH, STATUS, TRIES_EXHAUSTED ->
          new RoundEndedException(
              new ContentOutcome.Failed(
                  Problem.at(
                      file.key(),
                      ProblemType.APPLE_UNAVAILABLE,
                      "Apple's storage refused "
                          + file.fileName()
                          + " (status "
                          + refused.status()
                          + "). Slipway retries automatically.")));
    };
  }

  /// @param changed receives why the source changed, which the upload's result does not say
  private PartSource source(ObjectVersion file, AtomicReference<DropChangedException> changed) {
    return (offset, length) -> {
      try {
        return files.open(file, offset, length);
      } catch (DropChangedException e) {
        changed.set(e);
        throw new SourceChangedException(String.valueOf(e.getMessage()));
      }
    };
  }
}
