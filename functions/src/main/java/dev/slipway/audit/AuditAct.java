package dev.slipway.audit;

/// What a person, a client or a link can do. The name is persisted and never changes; a newer
/// version may have written other names.
public enum AuditAct {
  CONNECT,
  /// A key was handed in that is to replace the connection's key.
  REPLACE_KEY,
  DISCONNECT,
  /// A label or the approval of a connection was changed.
  CHANGE_CONNECTION,
  BEGIN_UPLOAD,
  PLAN,
  CARRY_OUT,
  SUBMIT,
  RELEASE,
  PAUSE_PHASED_RELEASE,
  RESUME_PHASED_RELEASE,
  COMPLETE_PHASED_RELEASE,
  CANCEL,
  RETRY,
  CREATE_CONNECT_LINK,
  REVOKE_CONNECT_LINK,
  /// A key was handed in by a connect link.
  USE_CONNECT_LINK,
  /// All of the tenant's data is to be removed.
  LEAVE,
  /// All of the tenant's data has been removed.
  LEFT
}
