package dev.slipway.drops.ipa;

import java.util.Set;

/// An app that can be released: its Info.plist says what it is and which build it is. Thread-safe.
///
/// @param bundleId `CFBundleIdentifier`; identifies the app at Apple
/// @param shortVersion `CFBundleShortVersionString`: one to three numbers separated by dots
/// @param bundleVersion `CFBundleVersion`, the build number: numbers separated by dots
/// @param platform the platform that it was built for
/// @param info everything that was read of it
public record AppBundle(
    String bundleId,
    String shortVersion,
    String bundleVersion,
    AppPlatform platform,
    AppInfo info) {
  /// Returns `UIDeviceFamily`: 1 iPhone, 2 iPad, 3 Apple TV, 7 Apple Vision.
  public Set<Integer> deviceFamilies() {
    return info.deviceFamilies();
  }

  /// Returns further facts about the archive.
  public BinaryFacts facts() {
    return info.facts();
  }
}
