package dev.slipway.localaws.faults;

import java.util.Objects;

/// Which requests a fault hits. Immutable; every method returns a changed copy.
///
/// @param service `s3`, `secretsmanager` or `events`; empty for all
/// @param operation AWS's operation name such as `PutObject` or `GetSecretValue`; empty for any
/// @param bucket bucket name; empty for any
/// @param keyPrefix prefix of the object key or of the SecretId; empty for any
/// @param skip how many matching requests succeed first
/// @param times how many matching requests the fault then hits
/// @param fault what happens to them
public record FaultRule(
    String service,
    String operation,
    String bucket,
    String keyPrefix,
    int skip,
    int times,
    Fault fault) {

  public FaultRule {
    Objects.requireNonNull(fault);
    if (skip < 0 || times < 1) {
      throw new IllegalArgumentException("skip must be 0 or more and times 1 or more");
    }
  }

  /// Hits the first S3 request with this operation name.
  public static FaultRule s3(String operation, Fault fault) {
    return new FaultRule("s3", operation, "", "", 0, 1, fault);
  }

  /// Hits the first Secrets Manager request with this operation name.
  public static FaultRule secrets(String operation, Fault fault) {
    return new FaultRule("secretsmanager", operation, "", "", 0, 1, fault);
  }

  /// Hits the first EventBridge request.
  public static FaultRule events(Fault fault) {
    return new FaultRule("events", "PutEvents", "", "", 0, 1, fault);
  }

  /// Hits only requests in this bucket.
  public FaultRule bucket(String bucket) {
    return new FaultRule(service, operation, bucket, keyPrefix, skip, times, fault);
  }

  /// Hits only keys (or SecretIds) with this prefix.
  public FaultRule keyPrefix(String keyPrefix) {
    return new FaultRule(service, operation, bucket, keyPrefix, skip, times, fault);
  }

  /// Hits only from the nth matching request on, counted from 1.
  public FaultRule nth(int nth) {
    return new FaultRule(service, operation, bucket, keyPrefix, nth - 1, times, fault);
  }

  /// Hits this many requests.
  public FaultRule times(int times) {
    return new FaultRule(service, operation, bucket, keyPrefix, skip, times, fault);
  }

  boolean matches(String service, String operation, String bucket, String key) {
    return (this.service.isEmpty() || this.service.equals(service))
        && (this.operation.isEmpty() || this.operation.equals(operation))
        && (this.bucket.isEmpty() || this.bucket.equals(bucket))
        && key.startsWith(keyPrefix);
  }
}
