package dev.slipway.appstoreconnect.apps;

/// Whether an app shows third-party content (spec: App.contentRightsDeclaration). A legal
/// statement.
public enum ContentRights {
  DOES_NOT_USE_THIRD_PARTY_CONTENT,
  USES_THIRD_PARTY_CONTENT,
  /// A value that Apple added later.
  UNKNOWN
}
