package dev.slipway.appstoreconnect.probes;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;

/// What one read-only call shows about a key.
public sealed interface ProbeResult {
  /// 2xx: the key is allowed to do this.
  record Allowed() implements ProbeResult {}

  /// 401: Apple refuses the key itself.
  record KeyRefused(AppStoreConnectException.Unauthorized refusal) implements ProbeResult {}

  /// 403: Apple refuses this to the key, for the given reason.
  record Forbidden(AppStoreConnectException.Forbidden refusal) implements ProbeResult {}

  /// 404: the resource does not exist; the permission was not refused.
  record Absent() implements ProbeResult {}

  /// Any other failure proves nothing, and in particular not a missing permission.
  record Unknown(AppStoreConnectException failure) implements ProbeResult {}
}
