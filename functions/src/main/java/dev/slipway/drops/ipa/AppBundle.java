package dev.slipway.drops.ipa;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The app in an `.ipa`, as the Info.plist of `Payload/<Name>.app` describes it.
///
/// @param appFolder the path of the app's folder in the archive, `Payload/Name.app`
/// @param bundleId `CFBundleIdentifier`; identifies the app at Apple
/// @param shortVersion `CFBundleShortVersionString`: one to three numbers separated by dots
/// @param bundleVersion `CFBundleVersion`, the build number: numbers separated by dots
/// @param platform from `DTPlatformName` and `CFBundleSupportedPlatforms`
/// @param usesNonExemptEncryption `ITSAppUsesNonExemptEncryption`; empty when the key is absent:
///   then a person must answer, because it is a legal statement
/// @param deviceFamilies `UIDeviceFamily`: 1 iPhone, 2 iPad, 3 Apple TV, 7 Apple Vision
/// @param minimumOsVersion `MinimumOSVersion`
/// @param sdkName `DTSDKName`, for example `iphoneos26.0`
/// @param displayName `CFBundleDisplayName`, otherwise `CFBundleName`
/// @param facts further facts about the archive, for preflight
public record AppBundle(
    String appFolder,
    String bundleId,
    String shortVersion,
    String bundleVersion,
    AppPlatform platform,
    @Nullable Boolean usesNonExemptEncryption,
    Set<Integer> deviceFamilies,
    @Nullable String minimumOsVersion,
    @Nullable String sdkName,
    @Nullable String displayName,
    BinaryFacts facts) {
  public AppBundle {
    deviceFamilies = Set.copyOf(deviceFamilies);
  }

  /// Returns the same app with other facts.
  public AppBundle withFacts(BinaryFacts other) {
    return new AppBundle(
        appFolder,
        bundleId,
        shortVersion,
        bundleVersion,
        platform,
        usesNonExemptEncryption,
        deviceFamilies,
        minimumOsVersion,
        sdkName,
        displayName,
        other);
  }
}
