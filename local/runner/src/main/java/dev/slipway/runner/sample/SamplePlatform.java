package dev.slipway.runner.sample;

import java.util.List;

/// A platform that the sample app can be built for, with the values that Xcode writes for it
/// (Apple, Information Property List: CFBundleSupportedPlatforms, UIDeviceFamily; mach-o/loader.h:
/// PLATFORM_IOS, PLATFORM_TVOS, PLATFORM_VISIONOS). `name()` is Apple's Platform.
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of
public enum SamplePlatform {
  /// An app for iPhone and iPad.
  IOS("iPhoneOS", "17.0", List.of(1, 2), 2, List.of("iOS"), "IPHONE_67", 886, 1920),
  /// An app for Apple TV.
  TV_OS("AppleTVOS", "17.0", List.of(3), 3, List.of("tvOS"), "APPLE_TV", 1920, 1080),
  /// An app for Apple Vision Pro.
  VISION_OS(
      "XROS", "2.0", List.of(7), 11, List.of("xrOS", "visionOS"), "APPLE_VISION_PRO", 3840, 2160);

  private static final int PREVIEW_SECONDS = 20;

  private final String supportedPlatform;
  private final String minimumOsVersion;
  private final List<Integer> deviceFamilies;
  private final int buildPlatform;
  private final List<String> profilePlatforms;
  private final String previewType;
  private final int previewWidthPixels;
  private final int previewHeightPixels;

  SamplePlatform(
      String supportedPlatform,
      String minimumOsVersion,
      List<Integer> deviceFamilies,
      int buildPlatform,
      List<String> profilePlatforms,
      String previewType,
      int previewWidthPixels,
      int previewHeightPixels) {
    this.supportedPlatform = supportedPlatform;
    this.minimumOsVersion = minimumOsVersion;
    this.deviceFamilies = deviceFamilies;
    this.buildPlatform = buildPlatform;
    this.profilePlatforms = profilePlatforms;
    this.previewType = previewType;
    this.previewWidthPixels = previewWidthPixels;
    this.previewHeightPixels = previewHeightPixels;
  }

  /// Returns the element of `CFBundleSupportedPlatforms`; in lower case it is `DTPlatformName`.
  String supportedPlatform() {
    return supportedPlatform;
  }

  String minimumOsVersion() {
    return minimumOsVersion;
  }

  /// Returns `UIDeviceFamily`.
  List<Integer> deviceFamilies() {
    return deviceFamilies;
  }

  /// Returns the platform in the Mach-O load command LC_BUILD_VERSION.
  int buildPlatform() {
    return buildPlatform;
  }

  /// Returns `Platform` of the provisioning profile.
  List<String> profilePlatforms() {
    return profilePlatforms;
  }

  /// Returns the PreviewType of the first display.
  String previewType() {
    return previewType;
  }

  /// Returns a preview for that display.
  ///
  /// @param seed determines the frames
  byte[] preview(long seed) {
    return SampleVideo.mp4(PREVIEW_SECONDS, previewWidthPixels, previewHeightPixels, seed);
  }
}
