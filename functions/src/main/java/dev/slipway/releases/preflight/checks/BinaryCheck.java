package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.IPA_INFO_PLIST;
import static dev.slipway.problems.ProblemType.IPA_UNSAFE;
import static dev.slipway.problems.ProblemType.IPA_WRONG_PLATFORM;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// What the app in the `.ipa` is made of. Numbers such as 90683 are those of Apple's processing.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum BinaryCheck implements Check {
  EXECUTABLE_MISSING(
      Rule.error(
          IPA_INFO_PLIST,
          "The app has no executable where CFBundleExecutable says",
          null,
          "Build and export the app again.",
          "Apple, Information Property List: CFBundleExecutable")),
  EXECUTABLE_UNREADABLE(
      Rule.warning(
          IPA_WRONG_PLATFORM,
          "The app's executable is not understood",
          "a Mach-O file",
          "Apple decides; if it is no Mach-O file, build and export the app again.",
          "Apple, mach-o/loader.h")),
  EXECUTABLE_FOR_SIMULATOR(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "The app's executable holds code for a simulator",
          "code for devices alone",
          "Archive the app for a device and export that.",
          "error 90087; reference 11")),
  EXECUTABLE_OTHER_PLATFORM(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "The app's executable was built for another platform than the Info.plist says",
          "the platform of DTPlatformName",
          "Build and export the app again, for one platform.",
          "Apple, mach-o/loader.h; reference 11")),
  EXECUTABLE_NOT_64_BIT(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "The app's executable has no code for 64-bit devices",
          "arm64",
          "Add arm64 to the architectures and build again.",
          "Apple Developer News, 64-bit requirement for app submissions")),
  FRAMEWORK_FOR_SIMULATOR(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "A framework in the app holds code for a simulator",
          "code for devices alone",
          "Take the simulator's slices out of the framework, or embed its xcframework.",
          "error 90087; reference 11")),
  FRAMEWORK_NEEDS_NEWER_SYSTEM(
      Rule.warning(
          IPA_WRONG_PLATFORM,
          "A framework in the app needs a newer system than the app says",
          "at most the app's MinimumOSVersion",
          "Raise the app's deployment target, or lower the framework's.",
          "error 90208; unconfirmed")),
  ICON_MISSING(
      Rule.error(
          IPA_INFO_PLIST,
          "The app names no icon",
          "CFBundleIconName, or CFBundleIcons",
          "Add an app icon to the asset catalog and choose it in the target.",
          "errors 90022, 90023, 90713; Apple, Information Property List: CFBundleIconName")),
  ICON_NAME_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app's icon does not come from an asset catalog",
          "CFBundleIconName",
          "Move the icon into an asset catalog; Apple may refuse the build otherwise.",
          "error 90713; unconfirmed")),
  ICON_CATALOG_MISSING(
      Rule.error(
          IPA_INFO_PLIST,
          "The app names an icon of an asset catalog, but has no catalog",
          "Assets.car",
          "Add the asset catalog to the target and build again.",
          "errors 90022, 90713")),
  PURPOSE_STRING_EMPTY(
      Rule.error(
          IPA_INFO_PLIST,
          "A purpose string of the Info.plist is empty",
          "a text that says what the access is for",
          "Write why the app asks, and build again.",
          "error 90683; Apple, Requesting access to protected resources")),
  LAUNCH_SCREEN_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app has no launch screen",
          "UILaunchScreen or UILaunchStoryboardName",
          "Add one; Apple may refuse the build otherwise.",
          "error 90475; unconfirmed")),
  PAD_ORIENTATIONS_INCOMPLETE(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app runs on the pad, but not in all four orientations",
          "all four, or UIRequiresFullScreen",
          "Allow all four orientations for the pad.",
          "error 90474; unconfirmed")),
  DEVICE_FAMILY_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app does not say for which devices it is",
          "UIDeviceFamily",
          "Set the devices in the target and build again.",
          "Apple, Information Property List: UIDeviceFamily")),
  MINIMUM_SYSTEM_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app does not say which system it needs",
          "MinimumOSVersion",
          "Set the deployment target and build again.",
          "error 90068; reference 5.6; unconfirmed")),
  SDK_TOO_OLD(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app was built with an older SDK than Apple takes",
          "Xcode 16 with the SDK of iOS 18 since 2025-04-24, Xcode 26 with that of iOS 26 since"
              + " 2026-04-28",
          "Build it with the current Xcode; Apple will most likely refuse it.",
          "error 90725; Apple Developer News, Upcoming SDK minimum requirements")),
  SDK_UNKNOWN(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app does not say with which SDK it was built",
          "DTSDKName",
          "Build it with Xcode, which writes that.",
          "reference 11; unconfirmed")),
  XCODE_BETA(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app was built with a beta of Xcode",
          "a released Xcode",
          "Beta builds are for TestFlight; App Review takes them only from a released Xcode or its"
              + " release candidate.",
          "error 90534; unconfirmed")),
  VERSION_TOO_LONG(
      Rule.warning(
          IPA_INFO_PLIST,
          "CFBundleShortVersionString is long",
          "at most 18 characters",
          "Shorten it; Apple may refuse the build.",
          "Apple, Core Foundation Keys: CFBundleShortVersionString; unconfirmed")),
  BUILD_NUMBER_TOO_LONG(
      Rule.warning(
          IPA_INFO_PLIST,
          "CFBundleVersion is long",
          "at most 18 characters",
          "Shorten it; Apple may refuse the build.",
          "Apple, Core Foundation Keys: CFBundleVersion; unconfirmed")),
  APP_TOO_LARGE(
      Rule.error(
          IPA_UNSAFE,
          "The app is too large",
          "at most 4 GB uncompressed (4,294,967,296 bytes)",
          "Take out what is not needed, or use on-demand resources.",
          "App Store Connect Help, Maximum build file sizes")),
  APP_NEARLY_TOO_LARGE(
      Rule.warning(
          IPA_UNSAFE,
          "The app is nearly too large",
          "less than 4,000,000,000 bytes uncompressed",
          "Apple's limit is 4 GB; how it counts is not said.",
          "App Store Connect Help, Maximum build file sizes")),
  STRAY_FILES(
      Rule.warning(
          IPA_UNSAFE,
          "The archive holds files that a Mac's Finder left behind",
          "no .DS_Store, __MACOSX or ._ files",
          "Export the .ipa with Xcode instead of zipping a folder.",
          "unconfirmed")),
  PRIVACY_MANIFEST_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app has no privacy manifest",
          "PrivacyInfo.xcprivacy",
          "Add one if the app uses an API for which Apple requires a reason; else this is fine.",
          "error 91053; Apple, Describing use of required reason API")),
  SEVERAL_WATCH_APPS(
      Rule.warning(
          IPA_UNSAFE,
          "The app holds more than one Apple Watch app",
          "at most one",
          "Remove the others from the target.",
          "Apple, Bundle structures: Watch; unconfirmed")),
  SEVERAL_APP_CLIPS(
      Rule.warning(
          IPA_UNSAFE,
          "The app holds more than one App Clip",
          "at most one",
          "Remove the others from the target.",
          "Apple, Creating an App Clip with Xcode"));

  private final Rule rule;

  BinaryCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
