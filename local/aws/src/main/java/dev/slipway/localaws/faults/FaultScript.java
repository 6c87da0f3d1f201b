package dev.slipway.localaws.faults;

import java.util.Optional;

/// Decides for each request whether a fault hits it, for tests that count requests themselves.
/// Called by many threads.
@FunctionalInterface
public interface FaultScript {
  /// Returns the fault that hits this request; empty to leave the decision to the [FaultRule]s.
  ///
  /// @param service `s3`, `secretsmanager` or `events`
  /// @param operation AWS's operation name such as `PutObject`
  /// @param bucket bucket name; empty if absent
  /// @param key object key, SecretId or event bus; empty if absent
  /// @param sessionToken session token of the caller's credentials; empty if absent
  Optional<Fault> faultOf(
      String service, String operation, String bucket, String key, String sessionToken);
}
