package dev.slipway.releases.content;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.DropObjects.DropChangedException;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaChecksum;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// Computes the checksums of the drop's files, once each. Thread-safe.
final class FileChecksums {
  private static final Logger LOGGER = System.getLogger(FileChecksums.class.getName());

  private final DropObjects files;
  private final MediaMemory memory;

  /// @param memory the known facts about the files
  FileChecksums(DropObjects files, MediaMemory memory) {
    this.files = files;
    this.memory = memory;
  }

  /// Returns the MD5 in lower-case hex.
  String of(ObjectVersion file) {
    try {
      return MediaChecksum.md5(files, file, memory);
    } catch (DropChangedException e) {
      throw changed(e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static RoundEndedException changed(DropChangedException failure) {
    return new RoundEndedException(new ContentOutcome.NeedsAttention(failure.problem()));
  }

  /// Logs the cause too, for the operator: the problem, which users see, does not have it.
  static RoundEndedException unreadable(ObjectVersion file, @Nullable IOException cause) {
    LOGGER.log(Level.WARNING, "The drop bucket cannot be read", cause);
    return new RoundEndedException(
        new ContentOutcome.Failed(
            Problem.at(
                file.key(),
                ProblemType.DROP_UNREADABLE,
                "The drop bucket cannot be read now. Slipway retries automatically.")));
  }
}
