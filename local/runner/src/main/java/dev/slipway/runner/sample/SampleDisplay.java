package dev.slipway.runner.sample;

import java.util.List;
import java.util.stream.Stream;

/// A device that the sample app has screenshots of (App Store Connect Help, Screenshot
/// specifications). The first two are the ones that Apple requires of an app for iPhone and iPad.
enum SampleDisplay {
  /// APP_IPHONE_67
  PHONE_67(SamplePlatform.IOS, "iPhone 15 Pro Max", 1290, 2796),
  /// APP_IPAD_PRO_3GEN_129
  PAD_129(SamplePlatform.IOS, "iPad Pro (12.9-inch) (6th generation)", 2048, 2732),
  /// APP_IPHONE_65
  PHONE_65(SamplePlatform.IOS, "iPhone 11 Pro Max", 1242, 2688),
  /// APP_APPLE_TV
  TELEVISION(SamplePlatform.TV_OS, "Apple TV 4K (3rd generation)", 1920, 1080),
  /// APP_APPLE_VISION_PRO
  VISION_PRO(SamplePlatform.VISION_OS, "Apple Vision Pro", 3840, 2160);

  private final SamplePlatform platform;
  private final String device;
  private final int widthPixels;
  private final int heightPixels;

  SampleDisplay(SamplePlatform platform, String device, int widthPixels, int heightPixels) {
    this.platform = platform;
    this.device = device;
    this.widthPixels = widthPixels;
    this.heightPixels = heightPixels;
  }

  /// Returns the displays of a platform.
  static List<SampleDisplay> of(SamplePlatform platform) {
    return Stream.of(values()).filter(display -> display.platform == platform).toList();
  }

  /// The prefix that fastlane's snapshot gives to the names of its files.
  String device() {
    return device;
  }

  int widthPixels() {
    return widthPixels;
  }

  int heightPixels() {
    return heightPixels;
  }
}
