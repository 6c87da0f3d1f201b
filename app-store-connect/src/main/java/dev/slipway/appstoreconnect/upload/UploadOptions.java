package dev.slipway.appstoreconnect.upload;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/// How parts are sent.
///
/// @param maxInFlight parts on their way or finished and unrecorded, at most
/// @param triesPerPart at least 1
/// @param partDeadlineBase granted to every part whatever its size
/// @param slowestBytesPerSecond a part slower than this on the whole is cut off and tried again
@RecordBuilder
public record UploadOptions(
    int maxInFlight, int triesPerPart, Duration partDeadlineBase, long slowestBytesPerSecond)
    implements UploadOptionsBuilder.With {
  public UploadOptions {
    if (maxInFlight < 1 || triesPerPart < 1 || slowestBytesPerSecond < 1) {
      throw new IllegalArgumentException("upload options must be positive");
    }
  }

  /// Returns the default options: 8 parts at once, 5 tries, 60 s plus the time at 64 KiB a second.
  public static UploadOptions defaults() {
    return new UploadOptions(8, 5, Duration.ofSeconds(60), 64 << 10);
  }

  Duration deadlineFor(long lengthBytes) {
    return partDeadlineBase.plusSeconds(lengthBytes / slowestBytesPerSecond);
  }
}
