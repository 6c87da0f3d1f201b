package dev.slipway.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to put into the simulator as an app record, with everything complete unless told otherwise.
///
/// @param bundleId bundle id, for example `com.example.app`
/// @param name name on the App Store, 2 to 30 characters
/// @param platform IOS, MAC_OS, TV_OS or VISION_OS
/// @param locales locales of app info and version; the first is the primary one
/// @param liveVersion version string on the App Store, or null when nothing was released yet
/// @param liveBuild build number of that version, or null
/// @param issuerId team that owns the app, or null for the simulator's default team
/// @param complete whether description, screenshots, review contact and the like are filled in
public record NewApp(
    String bundleId,
    String name,
    String platform,
    List<String> locales,
    @Nullable String liveVersion,
    @Nullable String liveBuild,
    @Nullable String issuerId,
    boolean complete) {

  public NewApp {
    locales = List.copyOf(locales);
    if (locales.isEmpty()) {
      throw new IllegalArgumentException("An app needs at least one locale, for example en-US");
    }
  }

  /// An iOS app in `en-US` with complete metadata and no released version.
  public static NewApp of(String bundleId, String name) {
    return new NewApp(bundleId, name, "IOS", List.of("en-US"), null, null, null, true);
  }

  /// The same with a version that is READY_FOR_DISTRIBUTION, and its build.
  public NewApp liveVersion(String versionString, String buildNumber) {
    return new NewApp(
        bundleId, name, platform, locales, versionString, buildNumber, issuerId, complete);
  }

  /// The same in these locales; the first is the primary one.
  public NewApp locales(String... locales) {
    return new NewApp(
        bundleId, name, platform, List.of(locales), liveVersion, liveBuild, issuerId, complete);
  }

  /// The same for another platform: IOS, MAC_OS, TV_OS or VISION_OS.
  public NewApp platform(String platform) {
    return new NewApp(
        bundleId, name, platform, locales, liveVersion, liveBuild, issuerId, complete);
  }

  /// The same, owned by another team.
  public NewApp issuerId(String issuerId) {
    return new NewApp(
        bundleId, name, platform, locales, liveVersion, liveBuild, issuerId, complete);
  }

  /// The same with empty metadata: no description, screenshots, review contact, category, age
  /// rating or copyright.
  public NewApp incomplete() {
    return new NewApp(bundleId, name, platform, locales, liveVersion, liveBuild, issuerId, false);
  }
}
