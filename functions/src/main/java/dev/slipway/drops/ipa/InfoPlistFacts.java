package dev.slipway.drops.ipa;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the app's Info.plist says beyond the app's identity (Apple: Information Property List). A
/// value of another type than Apple's counts as absent, and is null where it is text. Thread-safe.
///
/// @param executableName `CFBundleExecutable`
/// @param iconName `CFBundleIconName`, or the one within `CFBundleIcons`, `CFBundlePrimaryIcon`:
///   Apple wants it of every iOS app built with an asset catalog (error 90713). On tvOS and
///   visionOS `CFBundlePrimaryIcon` itself may be the name
/// @param iconFiles whether icon files are named: `CFBundleIconFiles` or `CFBundleIconFile`, at the
///   top or within `CFBundlePrimaryIcon` (also of `CFBundleIcons~ipad`)
/// @param xcode `DTXcode`, for example `2600` for Xcode 26.0
/// @param xcodeBuild `DTXcodeBuild`, for example `17A324`
/// @param platformVersion `DTPlatformVersion`, for example `26.0`: the version of the SDK's
///   platform
/// @param requiredDeviceCapabilities `UIRequiredDeviceCapabilities`: a list, or the keys that are
///   true in a dictionary
/// @param usageDescriptions the keys `NS…UsageDescription` that are present
/// @param emptyUsageDescriptions those of them that are no text or a blank one; Apple refuses the
///   build (error 90683)
/// @param hasLaunchScreen `UILaunchStoryboardName`, `UILaunchScreen`, `UILaunchStoryboards` or
///   `UILaunchScreens`
/// @param orientations `UISupportedInterfaceOrientations`
/// @param padOrientations `UISupportedInterfaceOrientations~ipad`; where it is absent the pad takes
///   `orientations`. Multitasking on the pad wants all four
/// @param requiresFullScreen `UIRequiresFullScreen`: takes no part in multitasking
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
    boolean requiresFullScreen) {
  public InfoPlistFacts {
    requiredDeviceCapabilities = Set.copyOf(requiredDeviceCapabilities);
    usageDescriptions = Set.copyOf(usageDescriptions);
    emptyUsageDescriptions = Set.copyOf(emptyUsageDescriptions);
    orientations = Set.copyOf(orientations);
    padOrientations = Set.copyOf(padOrientations);
  }

  /// Whether the Info.plist names an icon in any of the ways.
  public boolean hasIcon() {
    return iconName != null || iconFiles;
  }
}
