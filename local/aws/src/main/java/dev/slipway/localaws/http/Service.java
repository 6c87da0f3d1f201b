package dev.slipway.localaws.http;

import dev.slipway.wire.Answer;
import java.io.IOException;

/// One AWS service behind the port.
public interface Service {
  /// `s3`, `secretsmanager` or `events`.
  String name();

  /// Understands what is asked, without doing it.
  Call call(Request request) throws IOException;

  /// An error in the shape of this service.
  Answer failure(Request request, int status, String code, String message);

  /// One operation, understood and not yet done.
  interface Call {
    /// AWS's operation name such as `PutObject`.
    String operation();

    /// Bucket name, or empty.
    String bucket();

    /// Object key, SecretId or event bus, or empty.
    String key();

    /// Does it; errors of the service are answers, not exceptions.
    Answer run() throws IOException, InterruptedException;
  }
}
