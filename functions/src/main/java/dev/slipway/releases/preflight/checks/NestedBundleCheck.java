package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.IPA_INFO_PLIST;
import static dev.slipway.problems.ProblemType.IPA_WRONG_PLATFORM;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of the bundles within the app. Numbers such as 90208 are error codes of Apple's
/// processing; each was reported by people who met it.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum NestedBundleCheck implements Check {
  BUNDLE_FOR_SIMULATOR(
      Rule.error(
          IPA_WRONG_PLATFORM,
          "A bundle in the app was built for the simulator",
          "CFBundleSupportedPlatforms without a simulator",
          "Remove CFBundleSupportedPlatforms from the bundle's Info.plist, or update the SDK that"
              + " contains it.",
          "error 90542; pingpp-ios#84, SwiftyVK#100, libpag#16")),
  FRAMEWORK_SYSTEM_TOO_LOW(
      Rule.error(
          IPA_INFO_PLIST,
          "A framework names an older minimum OS version than its binary has",
          "at least the binary's minimum OS version",
          "Raise MinimumOSVersion in the framework's Info.plist, or update the SDK.",
          "error 90208; libghostty#127, llamadart#194, flutter#58200")),
  FRAMEWORK_SYSTEM_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "A framework does not name its minimum OS version",
          "MinimumOSVersion",
          "Add MinimumOSVersion to the framework's Info.plist, or update the SDK, if Apple rejects"
              + " the build.",
          "errors 90360, 90530; SwiftTasksVision#5, linphone-iphone#402, Bagbutik#344; newnode#105"
              + " saw frameworks without it pass")),
  FRAMEWORK_VERSION_INVALID(
      Rule.error(
          IPA_INFO_PLIST,
          "A framework has an invalid version",
          "numbers separated by dots, at most three for CFBundleShortVersionString",
          "Correct it in the framework's Info.plist, or update the SDK.",
          "errors 90058, 90060; adyen-3ds2-ios#15, sentry-cocoa#3786, highcharts-ios#436")),
  FRAMEWORK_VERSION_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "A framework has no version",
          "CFBundleShortVersionString and CFBundleVersion",
          "Add the keys to the framework's Info.plist if Apple rejects the build.",
          "errors 90056, 90057; FSCalendar#1155, LAME-xcframework#2")),
  FRAMEWORK_INFO_PLIST_MISSING(
      Rule.warning(
          IPA_INFO_PLIST,
          "A framework has no Info.plist that can be read",
          "Info.plist",
          "Remove the framework from the app's embedded files if it is a static one; otherwise add"
              + " the file.",
          "Python-Apple-support#26, SwiftHTTP#257; unconfirmed")),
  NESTED_ID_FOREIGN(
      Rule.error(
          IPA_INFO_PLIST,
          "An extension, App Clip or Apple Watch app has a bundle ID that does not extend the"
              + " app's",
          "the app's bundle ID, a dot and one more name",
          "Correct CFBundleIdentifier in its target and build again.",
          "errors 90347, 90376; mittatb-app#3487, UhooiPicBook#173; Apple, Creating an App Clip"
              + " with Xcode")),
  EXTENSION_VERSION_OTHER(
      Rule.warning(
          IPA_INFO_PLIST,
          "An app extension or App Clip has another version than the app",
          "the app's version",
          "Set the version and build number of its target to those of the app.",
          "error 90473, which Apple reports as a warning; woocommerce-ios#16636,"
              + " sentry-cocoa#2177")),
  WATCH_APP_VERSION_OTHER(
      Rule.error(
          IPA_INFO_PLIST,
          "The Apple Watch app has another version than the app",
          "the app's version",
          "Set the version and build number of its target to those of the app, and build again.",
          "error 90379; woocommerce-ios#12914, expo-apple-targets#147")),
  BUNDLES_NOT_LOOKED_AT(
      Rule.warning(
          IPA_INFO_PLIST,
          "Slipway did not look at every bundle in the app",
          "at most 64 bundles, each with at most 64 KiB to read",
          "No action is needed, unless Apple rejects the build because of one of them.",
          "a limit of Slipway's"));

  private final Rule rule;

  NestedBundleCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
