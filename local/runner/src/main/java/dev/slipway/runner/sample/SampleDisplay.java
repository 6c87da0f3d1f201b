package dev.slipway.runner.sample;

/// A device that the sample app has screenshots of (App Store Connect Help, Screenshot
/// specifications). The first two are the ones that Apple requires of an app for iPhone and iPad.
enum SampleDisplay {
  /// APP_IPHONE_67
  PHONE_67("iPhone 15 Pro Max", 1290, 2796),
  /// APP_IPAD_PRO_3GEN_129
  PAD_129("iPad Pro (12.9-inch) (6th generation)", 2048, 2732),
  /// APP_IPHONE_65
  PHONE_65("iPhone 11 Pro Max", 1242, 2688);

  private final String device;
  private final int widthPixels;
  private final int heightPixels;

  SampleDisplay(String device, int widthPixels, int heightPixels) {
    this.device = device;
    this.widthPixels = widthPixels;
    this.heightPixels = heightPixels;
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
