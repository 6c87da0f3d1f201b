package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.IPA_INFO_PLIST;
import static dev.slipway.problems.ProblemType.IPA_UNSAFE;
import static dev.slipway.problems.ProblemType.IPA_WRONG_PLATFORM;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;
import dev.slipway.releases.preflight.requirements.Requirements;

/// Checks of the app in the `.ipa`. Numbers such as 90683 are error codes of Apple's processing.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum BinaryCheck implements Check {
  EXECUTABLE_MISSING(
      Rule.error(
          IPA_INFO_PLIST,
          "The app has no executable with the name in CFBundleExecutable",
          null,
          "Build the app again and upload the new build.",
          "Apple, Information Property List: CFBundleExecutable")),
  EXECUTABLE_UNREADABLE(
      Rule.warning(
          IPA_WRONG_PLATFORM,
          "Slipway cannot read the app's executable",
          "a Mach-O file",
          "If it is not a Mach-O file, build the app again. Otherwise no action is needed.",
          "Apple, mach-o/loader.h")),
  EXECUTABLE_FOR_SIMULATOR(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "The app's executable contains simulator code",
          "device code only",
          "Build the app for a device and upload the new build.",
          "error 90087; reference 11")),
  EXECUTABLE_OTHER_PLATFORM(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "The app's executable and its Info.plist name different platforms",
          "the platform of DTPlatformName",
          "Build the app again for one platform.",
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
          "A framework in the app contains simulator code",
          "device code only",
          "Remove the simulator slices from the framework, or embed its xcframework.",
          "error 90087; reference 11")),
  ICON_MISSING(
      Rule.error(
          IPA_INFO_PLIST,
          "The app has no icon",
          "CFBundleIconName, or CFBundleIcons",
          "Add an app icon to the project and build again.",
          "errors 90022, 90023, 90713; Apple, Information Property List: CFBundleIconName")),
  ICON_NAME_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app icon does not come from an asset catalog",
          "CFBundleIconName",
          "Move the icon to an asset catalog; otherwise Apple may reject the build.",
          "error 90713; unconfirmed")),
  ICON_CATALOG_MISSING(
      Rule.error(
          IPA_INFO_PLIST,
          "The app names an icon of an asset catalog, but contains no catalog",
          "Assets.car",
          "Add the asset catalog to the app and build again.",
          "errors 90022, 90713")),
  PURPOSE_STRING_EMPTY(
      Rule.error(
          IPA_INFO_PLIST,
          "A purpose string in the Info.plist is empty",
          "a text that explains the access",
          "Explain why the app asks for access, and build again.",
          "error 90683; Apple, Requesting access to protected resources")),
  LAUNCH_SCREEN_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app has no launch screen",
          "UILaunchScreen or UILaunchStoryboardName",
          "Add one; otherwise Apple may reject the build.",
          "error 90475; unconfirmed")),
  PAD_ORIENTATIONS_INCOMPLETE(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app runs on iPad, but does not support all four orientations",
          "all four, or UIRequiresFullScreen",
          "Support all four orientations on iPad.",
          "error 90474; unconfirmed")),
  DEVICE_FAMILY_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app does not name its device families",
          "UIDeviceFamily",
          "Set the device families in the project and build again.",
          "Apple, Information Property List: UIDeviceFamily")),
  MINIMUM_SYSTEM_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app does not name its minimum OS version",
          "MinimumOSVersion",
          "Set the minimum OS version (deployment target) in the project and build again.",
          "error 90068; reference 5.6; unconfirmed")),
  SDK_TOO_OLD(
      Rule.error(
          IPA_INFO_PLIST,
          "The app was built with an older SDK than Apple accepts",
          Requirements.ofApple().sdks(),
          "Update Xcode on the build machine, build again and upload the new build.",
          "error 90725; Apple Developer News, Upcoming SDK minimum requirements;"
              + " requirements.tsv")),
  SDK_SOON_TOO_OLD(
      Rule.warning(
          IPA_INFO_PLIST,
          "Apple has announced that it requires a newer SDK than the app was built with",
          null,
          "Update Xcode on the build machine in time.",
          "Apple Developer News, Upcoming SDK minimum requirements; requirements.tsv")),
  SDK_UNKNOWN(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app does not name the SDK that it was built with",
          "DTSDKName",
          "Build it with Xcode, or with a tool that uses Xcode.",
          "reference 11; unconfirmed")),
  XCODE_BETA(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app was built with a beta version of Xcode",
          "a released Xcode",
          "Beta builds are for TestFlight. For App Review, build with a released Xcode or its"
              + " release candidate.",
          "error 90534; unconfirmed")),
  VERSION_TOO_LONG(
      Rule.warning(
          IPA_INFO_PLIST,
          "CFBundleShortVersionString is longer than 18 characters",
          "at most 18 characters",
          "Shorten it; otherwise Apple may reject the build.",
          "Apple, Core Foundation Keys: CFBundleShortVersionString; unconfirmed")),
  BUILD_NUMBER_TOO_LONG(
      Rule.warning(
          IPA_INFO_PLIST,
          "CFBundleVersion is longer than 18 characters",
          "at most 18 characters",
          "Shorten it; otherwise Apple may reject the build.",
          "Apple, Core Foundation Keys: CFBundleVersion; unconfirmed")),
  APP_TOO_LARGE(
      Rule.error(
          IPA_UNSAFE,
          "The app is too large",
          "at most 4 GB uncompressed (4,294,967,296 bytes)",
          "Remove files that the app does not need, or use on-demand resources.",
          "App Store Connect Help, Maximum build file sizes")),
  APP_NEARLY_TOO_LARGE(
      Rule.warning(
          IPA_UNSAFE,
          "The app is close to Apple's size limit",
          "less than 4,000,000,000 bytes uncompressed",
          "Apple's limit is 4 GB, and Apple does not say how it counts. Make the app smaller if"
              + " Apple rejects the build.",
          "App Store Connect Help, Maximum build file sizes")),
  STRAY_FILES(
      Rule.warning(
          IPA_UNSAFE,
          "The archive contains files that the Finder of macOS adds",
          "no .DS_Store, __MACOSX or ._ files",
          "Let your build tool export the .ipa instead of zipping a folder.",
          "unconfirmed")),
  PRIVACY_MANIFEST_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "The app has no privacy manifest",
          "PrivacyInfo.xcprivacy",
          "Add one if the app uses an API for which Apple requires a reason. Otherwise no action"
              + " is needed.",
          "error 91053; Apple, Describing use of required reason API")),
  SEVERAL_WATCH_APPS(
      Rule.warning(
          IPA_UNSAFE,
          "The app contains more than one Apple Watch app",
          "at most one",
          "Remove all but one.",
          "Apple, Bundle structures: Watch; unconfirmed")),
  SEVERAL_APP_CLIPS(
      Rule.warning(
          IPA_UNSAFE,
          "The app contains more than one App Clip",
          "at most one",
          "Remove all but one.",
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
