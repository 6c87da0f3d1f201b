package dev.slipway.appstoreconnect.resource;

/// The platform of an app (spec: Platform).
public enum Platform {
  IOS,
  MAC_OS,
  TV_OS,
  VISION_OS,
  /// A value that Apple added later.
  UNKNOWN
}
