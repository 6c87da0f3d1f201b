package dev.slipway.audit;

/// By which way an act came. The name is persisted.
public enum AuditSource {
  /// A request with a token.
  API,
  /// The holder of a connect link, who has no token.
  CONNECT_LINK,
  /// Slipway itself, which finished what another act began.
  SLIPWAY
}
