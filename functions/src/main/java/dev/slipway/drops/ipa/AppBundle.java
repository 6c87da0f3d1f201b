package dev.slipway.drops.ipa;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an `.ipa` says about its one app, from the Info.plist of `Payload/<Name>.app`.
///
/// @param appFolder the app's folder with its path in the archive, `Payload/Name.app`
/// @param bundleId `CFBundleIdentifier`; finds the app at Apple
/// @param shortVersion `CFBundleShortVersionString`: one to three numbers with dots
/// @param bundleVersion `CFBundleVersion`, the build number: one to three numbers with dots
/// @param platform from `DTPlatformName` and `CFBundleSupportedPlatforms`
/// @param usesNonExemptEncryption `ITSAppUsesNonExemptEncryption`; null when the key is absent:
///   then the answer must come from a person, as it is a legal statement
/// @param deviceFamilies `UIDeviceFamily`: 1 phone, 2 pad, 3 TV, 7 vision
/// @param minimumOsVersion `MinimumOSVersion`; null when absent, as the two after it
/// @param sdkName `DTSDKName`, for example `iphoneos26.0`
/// @param displayName `CFBundleDisplayName`, else `CFBundleName`
/// @param facts what else the archive tells, for preflight
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

  /// The same app with other facts.
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
