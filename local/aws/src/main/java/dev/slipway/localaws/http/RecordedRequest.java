package dev.slipway.localaws.http;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One request, without its body.
///
/// @param time time of the answer
/// @param service `s3`, `secretsmanager` or `events`
/// @param operation AWS's name such as `PutObject`
/// @param bucket bucket name; empty if absent
/// @param key object key, SecretId or event bus; empty if absent
/// @param query query parameters, decoded; without those of a presigned URL (`X-Amz-…`)
/// @param sessionToken session token of the caller's credentials, which identifies the caller
/// @param range the Range header as sent
/// @param status HTTP status of the answer; 0 if the connection was cut instead
public record RecordedRequest(
    Instant time,
    String service,
    String operation,
    String bucket,
    String key,
    Map<String, String> query,
    @Nullable String sessionToken,
    @Nullable String range,
    int status) {

  /// Drops the parameters that sign a presigned URL.
  public RecordedRequest {
    query =
        query.entrySet().stream()
            .filter(parameter -> !parameter.getKey().startsWith("X-Amz-"))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
