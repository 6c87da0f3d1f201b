package dev.slipway.drops.manifest;

/// Whether an app contains third-party content; the names are Apple's (App Store Connect API, App,
/// contentRightsDeclaration).
public enum ContentRights {
  DOES_NOT_USE_THIRD_PARTY_CONTENT,
  USES_THIRD_PARTY_CONTENT
}
