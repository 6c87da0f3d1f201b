package dev.slipway.drops.manifest;

/// Which of Apple's two ways screenshots and previews take.
public enum MediaWay {
  /// The sets of screenshots and previews of each locale.
  SETS,
  /// The app's asset library, to which a file that several locales share goes once.
  LIBRARY
}
