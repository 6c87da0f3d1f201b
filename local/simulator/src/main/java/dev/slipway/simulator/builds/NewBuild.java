package dev.slipway.simulator.builds;

import org.jspecify.annotations.Nullable;

/// A build that Apple has, as if Xcode or Transporter had uploaded it.
///
/// @param platform IOS, MAC_OS, TV_OS or VISION_OS
/// @param version CFBundleShortVersionString
/// @param buildNumber CFBundleVersion
/// @param processingState PROCESSING, FAILED, INVALID or VALID; it stays so
/// @param buildAudienceType APP_STORE_ELIGIBLE or INTERNAL_ONLY
/// @param usesNonExemptEncryption null while the question is open
public record NewBuild(
    String appId,
    String platform,
    String version,
    String buildNumber,
    String processingState,
    String buildAudienceType,
    boolean expired,
    @Nullable Boolean usesNonExemptEncryption) {

  /// Returns a valid iOS build for the App Store, with exempt encryption.
  public static NewBuild of(String appId, String version, String buildNumber) {
    return new NewBuild(
        appId, "IOS", version, buildNumber, "VALID", "APP_STORE_ELIGIBLE", false, false);
  }

  public NewBuild forPlatform(String name) {
    return new NewBuild(
        appId,
        name,
        version,
        buildNumber,
        processingState,
        buildAudienceType,
        expired,
        usesNonExemptEncryption);
  }

  public NewBuild in(String state) {
    return new NewBuild(
        appId,
        platform,
        version,
        buildNumber,
        state,
        buildAudienceType,
        expired,
        usesNonExemptEncryption);
  }

  public NewBuild forInternalTesters() {
    return new NewBuild(
        appId,
        platform,
        version,
        buildNumber,
        processingState,
        "INTERNAL_ONLY",
        expired,
        usesNonExemptEncryption);
  }

  public NewBuild thatHasExpired() {
    return new NewBuild(
        appId,
        platform,
        version,
        buildNumber,
        processingState,
        buildAudienceType,
        true,
        usesNonExemptEncryption);
  }

  public NewBuild declaring(@Nullable Boolean nonExemptEncryption) {
    return new NewBuild(
        appId,
        platform,
        version,
        buildNumber,
        processingState,
        buildAudienceType,
        expired,
        nonExemptEncryption);
  }
}
