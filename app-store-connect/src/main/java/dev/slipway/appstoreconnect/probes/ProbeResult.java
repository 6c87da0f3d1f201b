package dev.slipway.appstoreconnect.probes;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;

/// What one read-only call told about a key.
public sealed interface ProbeResult {
  /// 2xx: the key may do this.
  record Allowed() implements ProbeResult {}

  /// 401: the key itself is refused.
  record KeyRefused(AppStoreConnectException.Unauthorized refusal) implements ProbeResult {}

  /// 403: not this key, for the reason given.
  record Forbidden(AppStoreConnectException.Forbidden refusal) implements ProbeResult {}

  /// 404: nothing there; the permission was not refused.
  record Absent() implements ProbeResult {}

  /// Anything else tells nothing, least of all "no".
  record Unknown(AppStoreConnectException failure) implements ProbeResult {}
}
