package dev.slipway.localaws.http;

import dev.slipway.wire.Answer;
import java.io.IOException;

/// One AWS service behind the port.
public interface Service {
  /// Returns `s3`, `secretsmanager` or `events`.
  String name();

  /// Parses a request without running it.
  Call call(Request request) throws IOException;

  /// Returns an error in the form of this service.
  Answer failure(Request request, int status, String code, String message);

  /// One operation, parsed and not yet run.
  interface Call {
    /// Returns AWS's operation name such as `PutObject`.
    String operation();

    /// Returns the bucket name, or empty.
    String bucket();

    /// Returns the object key, SecretId or event bus, or empty.
    String key();

    /// Runs the operation; errors of the service are answers, not exceptions.
    Answer run() throws IOException, InterruptedException;
  }
}
