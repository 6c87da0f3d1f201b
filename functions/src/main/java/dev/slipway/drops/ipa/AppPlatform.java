package dev.slipway.drops.ipa;

import java.util.Locale;
import java.util.Optional;

/// The platforms of the App Store; `name()` is Apple's string (App Store Connect API, Platform).
public enum AppPlatform {
  IOS,
  MAC_OS,
  TV_OS,
  VISION_OS;

  /// Returns the platform of a `DTPlatformName` (`iphoneos`) or an element of
  /// `CFBundleSupportedPlatforms` (`iPhoneOS`), which differ only in case.
  static Optional<AppPlatform> ofSdk(String sdkPlatform) {
    return switch (sdkPlatform.toLowerCase(Locale.ROOT)) {
      case "iphoneos" -> Optional.of(IOS);
      case "macosx" -> Optional.of(MAC_OS);
      case "appletvos" -> Optional.of(TV_OS);
      case "xros" -> Optional.of(VISION_OS);
      default -> Optional.empty();
    };
  }
}
