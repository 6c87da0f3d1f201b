package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.PartUpload.PartCheckpoint;
import dev.slipway.appstoreconnect.upload.PartUpload.PartSource;
import dev.slipway.appstoreconnect.upload.SourceChangedException;
import dev.slipway.appstoreconnect.upload.UnusableOperationsException;
import dev.slipway.appstoreconnect.upload.UploadPlan;
import dev.slipway.appstoreconnect.upload.UploadResult;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.DropObjects.DropChangedException;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaChecksum;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.content.diff.Asset;
import java.io.IOException;

/// Sends a file's bytes from the drop to Apple's addresses, streaming, and computes its checksum.
/// Thread-safe.
final class FileTransfer {
  private final DropObjects files;
  private final MediaMemory memory;
  private final PartUpload upload;
  private final PartHosts hosts;

  FileTransfer(DropObjects files, MediaMemory memory, PartUpload upload, PartHosts hosts) {
    this.files = files;
    this.memory = memory;
    this.upload = upload;
    this.hosts = hosts;
  }

  /// Returns the MD5 in lower-case hex.
  String checksum(ObjectVersion file) {
    try {
      return MediaChecksum.md5(files, file, memory);
    } catch (DropChangedException e) {
      throw changed(file);
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  /// Sends all parts of a reserved asset.
  ///
  /// @return false when the addresses no longer work, and the asset must be reserved again
  boolean send(ObjectVersion file, Asset asset, Journal journal) {
    UploadPlan plan;
    try {
      plan = UploadPlan.of(asset.operations(), file.sizeBytes(), hosts);
    } catch (UnusableOperationsException e) {
      throw new RoundEndedException(
          new ContentOutcome.NeedsAttention(
              Problem.at(
                  file.key(),
                  ProblemType.APPLE_REFUSED,
                  e.getMessage()
                      + ". Upload release.json again. If this happens twice, report it.")));
    }
    UploadResult result;
    try {
      result =
          upload.run(
              plan,
              java.util.Set.of(),
              source(file),
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
      case UploadResult.Refused refused -> throw refused(file, refused);
    };
  }

  private static RoundEndedException refused(ObjectVersion file, UploadResult.Refused refused) {
    return switch (refused.reason()) {
      case SOURCE_CHANGED -> changed(file);
      case SOURCE_UNREADABLE -> unreadable(file);
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

  private static RoundEndedException changed(ObjectVersion file) {
    return new RoundEndedException(
        new ContentOutcome.NeedsAttention(
            Problem.at(
                file.key(),
                ProblemType.DROP_CHANGED,
                file.key()
                    + " was replaced or removed while Slipway worked on the release. Upload"
                    + " release.json again to start with the present files.")));
  }

  private static RoundEndedException unreadable(ObjectVersion file) {
    return new RoundEndedException(
        new ContentOutcome.Failed(
            Problem.at(
                file.key(),
                ProblemType.DROP_UNREADABLE,
                "The drop bucket cannot be read now. Slipway retries automatically.")));
  }

  private PartSource source(ObjectVersion file) {
    return (offset, length) -> {
      try {
        return files.open(file, offset, length);
      } catch (DropChangedException e) {
        throw new SourceChangedException(String.valueOf(e.getMessage()));
      }
    };
  }
}
