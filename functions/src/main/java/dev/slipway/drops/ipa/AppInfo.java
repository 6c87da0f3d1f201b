package dev.slipway.drops.ipa;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The app in an `.ipa` as far as its Info.plist could be read: a value that is missing or has a
/// fault is null. Thread-safe.
///
/// @param appFolder the path of the app's folder in the archive, `Payload/Name.app`
/// @param bundleId `CFBundleIdentifier`
/// @param shortVersion `CFBundleShortVersionString`: one to three numbers separated by dots
/// @param bundleVersion `CFBundleVersion`, the build number: numbers separated by dots
/// @param platform from `DTPlatformName` and `CFBundleSupportedPlatforms`
/// @param usesNonExemptEncryption `ITSAppUsesNonExemptEncryption`; null when the key is absent:
///   then a person must answer, because it is a legal statement
/// @param deviceFamilies `UIDeviceFamily`: 1 iPhone, 2 iPad, 3 Apple TV, 7 Apple Vision
/// @param minimumOsVersion `MinimumOSVersion`
/// @param sdkName `DTSDKName`, for example `iphoneos26.0`
/// @param displayName `CFBundleDisplayName`, otherwise `CFBundleName`
/// @param faultyKeys the keys whose value has a fault ([InfoPlistFault]); what is absent because of
///   it is not missing
/// @param facts further facts about the archive, for preflight
public record AppInfo(
    String appFolder,
    @Nullable String bundleId,
    @Nullable String shortVersion,
    @Nullable String bundleVersion,
    @Nullable AppPlatform platform,
    @Nullable Boolean usesNonExemptEncryption,
    Set<Integer> deviceFamilies,
    @Nullable String minimumOsVersion,
    @Nullable String sdkName,
    @Nullable String displayName,
    Set<String> faultyKeys,
    BinaryFacts facts) {
  public AppInfo {
    deviceFamilies = Set.copyOf(deviceFamilies);
    faultyKeys = Set.copyOf(faultyKeys);
  }

  /// Returns the app when everything that identifies it was read; null otherwise.
  public @Nullable AppBundle bundle() {
    return bundleId == null || shortVersion == null || bundleVersion == null || platform == null
        ? null
        : new AppBundle(bundleId, shortVersion, bundleVersion, platform, this);
  }
}
