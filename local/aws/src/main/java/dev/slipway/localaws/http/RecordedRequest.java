package dev.slipway.localaws.http;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One request that was made, without its body.
///
/// @param time when it was answered
/// @param service `s3`, `secretsmanager` or `events`
/// @param operation AWS's name such as `PutObject`
/// @param bucket bucket name, empty where there is none
/// @param key object key, SecretId or event bus, empty where there is none
/// @param query query parameters, decoded; without presigned ones (`X-Amz-…`)
/// @param sessionToken the session token of the caller's credentials, by which callers can be told
///   apart; null without one
/// @param range the Range header as sent; null without one
/// @param status HTTP status of the answer, 0 when the connection was cut instead
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

  /// Leaves what signs a presigned URL out.
  public RecordedRequest {
    query =
        query.entrySet().stream()
            .filter(parameter -> !parameter.getKey().startsWith("X-Amz-"))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
