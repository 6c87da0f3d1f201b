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
  /// @throws SourceReadException when `body` fails or ends early
  /// @throws IOException when the connection fails; its message must not tell the address
  PartAnswer put(UploadOperation operation, InputStream body, Duration deadline) throws IOException;

  /// What the store answered.
  ///
  /// @param entityTag the `ETag` as sent
  /// @param retryAfterSeconds the `Retry-After` when it is a number
  record PartAnswer(int status, Optional<String> entityTag, Optional<Long> retryAfterSeconds) {}
}
