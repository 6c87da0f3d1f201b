package dev.slipway.appstoreconnect.upload;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/// Sends the bytes of one part. Used by several threads at once.
@FunctionalInterface
public interface PartTransport {
  /// PUTs exactly `operation.length()` bytes from `body`, with the operation's headers and no
  /// token; follows no redirection. Leaves `body` open.
  ///
  /// @param deadline for all of it, however slowly it goes on
  /// @param askFirst waits for the store's consent (`Expect: 100-continue`) before the bytes: a
  ///   store that refuses a part answers and hangs up, and without asking only the latter may be
  ///   seen
  /// @throws SourceReadException when `body` fails or ends early
  /// @throws SourceChangedException when `body` throws it
  /// @throws PartConnectionException when the connection fails
  PartAnswer put(UploadOperation operation, InputStream body, Duration deadline, boolean askFirst)
      throws IOException;

  /// What the store answered.
  ///
  /// @param entityTag the `ETag` as sent
  /// @param retryAfter the `Retry-After` when it is a number of seconds
  record PartAnswer(int status, Optional<String> entityTag, Optional<Duration> retryAfter) {}
}
