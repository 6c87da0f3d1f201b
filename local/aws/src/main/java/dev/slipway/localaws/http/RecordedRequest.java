package dev.slipway.localaws.http;

import java.time.Instant;
import java.util.Optional;

/// One request that was made, without its body.
///
/// @param time when it was answered
/// @param service `s3` or `secretsmanager`
/// @param operation AWS's name such as `PutObject`
/// @param bucket bucket name, empty where there is none
/// @param key object key or SecretId, empty where there is none
/// @param range the Range header as sent
/// @param status HTTP status of the answer, 0 when the connection was cut instead
public record RecordedRequest(
    Instant time,
    String service,
    String operation,
    String bucket,
    String key,
    Optional<String> range,
    int status) {}
