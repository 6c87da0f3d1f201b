package dev.slipway.appstoreconnect.resource;

/// Where an app runs (spec: Platform).
public enum Platform {
  IOS,
  MAC_OS,
  TV_OS,
  VISION_OS,
  /// A value that Apple added after this was written.
  UNKNOWN
}
