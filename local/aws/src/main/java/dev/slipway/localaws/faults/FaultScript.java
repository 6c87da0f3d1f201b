package dev.slipway.localaws.faults;

import java.util.Optional;

/// Decides for each request whether it meets a fault; for tests that count requests themselves.
/// Called by many threads.
@FunctionalInterface
public interface FaultScript {
  /// The fault that this request meets; empty when it goes well or a [FaultRule] is to decide.
  ///
  /// @param service `s3`, `secretsmanager` or `events`
  /// @param operation AWS's operation name such as `PutObject`
  /// @param bucket bucket name, empty where there is none
  /// @param key object key, SecretId or event bus, empty where there is none
  /// @param sessionToken the session token of the caller's credentials, empty without one
  Optional<Fault> faultOf(
      String service, String operation, String bucket, String key, String sessionToken);
}
