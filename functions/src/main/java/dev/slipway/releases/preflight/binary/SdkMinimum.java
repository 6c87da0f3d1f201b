package dev.slipway.releases.preflight.binary;

import dev.slipway.drops.ipa.AppPlatform;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The oldest SDK that Apple accepts since a date (Apple Developer News, Upcoming SDK minimum
/// requirements). Add a line for a newer rule.
///
/// @param since when the rule came into force; Apple does not name the hour
/// @param ios the SDK's major version for iOS and tvOS
/// @param visionOs the SDK's major version for visionOS
record SdkMinimum(Instant since, int ios, int visionOs) {
  private static final List<SdkMinimum> RULES =
      List.of(
          new SdkMinimum(Instant.parse("2025-04-24T00:00:00Z"), 18, 2),
          new SdkMinimum(Instant.parse("2026-04-28T00:00:00Z"), 26, 26));

  private static final Pattern MAJOR = Pattern.compile("[a-z]+([0-9]{1,4})(\\..*)?");

  /// Returns whether Apple rejects builds with this SDK.
  ///
  /// @param sdkName `DTSDKName`, for example `iphoneos26.0`; a name of another form is not too old
  static boolean tooOld(AppPlatform platform, String sdkName, Instant now) {
    Matcher matcher = MAJOR.matcher(sdkName);
    return matcher.matches()
        && RULES.stream()
            .filter(rule -> !now.isBefore(rule.since))
            .anyMatch(rule -> Integer.parseInt(matcher.group(1)) < rule.of(platform));
  }

  private int of(AppPlatform platform) {
    return switch (platform) {
      case IOS, TV_OS -> ios;
      case VISION_OS -> visionOs;
      case MAC_OS -> 0;
    };
  }
}
