package dev.slipway.drops.ipa;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Facts from the app's Info.plist beyond the app's identity (Apple: Information Property List). A
/// value of another type than Apple documents counts as absent. Thread-safe.
///
/// @param executableName `CFBundleExecutable`
/// @param iconName `CFBundleIconName`, at the top or in `CFBundleIcons`, `CFBundlePrimaryIcon`.
///   Apple requires it for every iOS app built with an asset catalog (error 90713). On tvOS and
///   visionOS `CFBundlePrimaryIcon` itself may be the name
/// @param iconFiles whether the Info.plist names icon files: `CFBundleIconFiles` or
///   `CFBundleIconFile`, at the top or in `CFBundlePrimaryIcon` (also of `CFBundleIcons~ipad`)
/// @param xcode `DTXcode`, for example `2600` for Xcode 26.0
/// @param xcodeBuild `DTXcodeBuild`, for example `17A324`
/// @param platformVersion `DTPlatformVersion`, the version of the SDK's platform, for example
///   `26.0`
/// @param requiredDeviceCapabilities `UIRequiredDeviceCapabilities`: the items of a list, or the
///   keys of a dictionary that are true
/// @param usageDescriptions the keys `NS…UsageDescription` that are present
/// @param emptyUsageDescriptions those of them that are blank or not text; Apple rejects the build
///   (error 90683)
/// @param hasLaunchScreen whether there is a `UILaunchStoryboardName`, `UILaunchScreen`,
///   `UILaunchStoryboards` or `UILaunchScreens`
/// @param orientations `UISupportedInterfaceOrientations`
/// @param padOrientations `UISupportedInterfaceOrientations~ipad`; when it is absent, iPad uses
///   `orientations`. Multitasking on iPad requires all four
/// @param requiresFullScreen `UIRequiresFullScreen`: the app does not support multitasking
/// @param watchOnly `ITSWatchOnlyContainer`: a shell around an app for Apple Watch alone, which
///   iPhone and iPad never show (App Store Connect Help, Add watchOS app information)
/// @param exportComplianceCode `ITSEncryptionExportComplianceCode`: the code that Apple provides
///   for an approved encryption declaration
public record InfoPlistFacts(
    @Nullable String executableName,
    @Nullable String iconName,
    boolean iconFiles,
    @Nullable String xcode,
    @Nullable String xcodeBuild,
    @Nullable String platformVersion,
    Set<String> requiredDeviceCapabilities,
    Set<String> usageDescriptions,
    Set<String> emptyUsageDescriptions,
    boolean hasLaunchScreen,
    Set<String> orientations,
    Set<String> padOrientations,
    boolean requiresFullScreen,
    boolean watchOnly,
    @Nullable String exportComplianceCode) {
  public InfoPlistFacts {
    requiredDeviceCapabilities = Set.copyOf(requiredDeviceCapabilities);
    usageDescriptions = Set.copyOf(usageDescriptions);
    emptyUsageDescriptions = Set.copyOf(emptyUsageDescriptions);
    orientations = Set.copyOf(orientations);
    padOrientations = Set.copyOf(padOrientations);
  }

  /// Returns whether the Info.plist names an icon in any of these ways.
  public boolean hasIcon() {
    return iconName != null || iconFiles;
  }
}
