package dev.slipway.simulator.apps;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Describes an app record to create in the simulator; everything is complete unless set otherwise.
/// `madeOnWeb` describes one with nothing but what a person enters when creating it.
///
/// @param bundleId bundle id, for example `com.example.app`
/// @param name name on the App Store, 2 to 30 characters
/// @param platform IOS, MAC_OS, TV_OS or VISION_OS
/// @param locales locales of app info and version; the first is the primary one
/// @param liveVersion version string on the App Store; null if nothing was released yet
/// @param liveBuild build number of that version, or null
/// @param issuerId team that owns the app; null for the simulator's default team
/// @param complete whether description, screenshots, review contact and the like are filled in
/// @param screenshots screenshots of the version, in order; null = one for each usual display type
///   of the platform if the app is complete, otherwise none
/// @param priced whether the app has a price: free, with the United States as base territory
/// @param available whether the app is available in all territories; otherwise its availability was
///   never set
/// @param betaGroups TestFlight's groups of testers
@RecordBuilder
public record NewApp(
    String bundleId,
    String name,
    String platform,
    List<String> locales,
    @Nullable String liveVersion,
    @Nullable String liveBuild,
    @Nullable String issuerId,
    boolean complete,
    @Nullable List<Screenshot> screenshots,
    boolean priced,
    boolean available,
    List<BetaGroup> betaGroups)
    implements NewAppBuilder.With {

  /// A COMPLETE screenshot that the version has from the start, in every locale.
  ///
  /// @param displayType `ScreenshotDisplayType`, for example APP_IPHONE_67
  /// @param fileName file name, for example `01.png`
  /// @param checksum MD5 of the file as 32 hexadecimal digits
  public record Screenshot(String displayType, String fileName, String checksum) {}

  /// A group of testers. An internal group may receive all builds automatically; then no call can
  /// add a build to it.
  public record BetaGroup(String name, boolean isInternalGroup, boolean hasAccessToAllBuilds) {}

  private static final String EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e";

  public NewApp {
    locales = List.copyOf(locales);
    screenshots = screenshots == null ? null : List.copyOf(screenshots);
    betaGroups = List.copyOf(betaGroups);
    if (locales.isEmpty()) {
      throw new IllegalArgumentException("An app needs at least one locale, for example en-US");
    }
  }

  /// Returns an iOS app in `en-US` with complete metadata and no released version.
  public static NewApp of(String bundleId, String name) {
    return new NewApp(
        bundleId,
        name,
        "IOS",
        List.of("en-US"),
        null,
        null,
        null,
        true,
        null,
        true,
        true,
        List.of());
  }

  /// Returns an iOS app as a person has just made it on the web, with a name, a bundle id and a
  /// primary language. App Store Connect adds version 1.0 in PREPARE_FOR_SUBMISSION, a localization
  /// in the primary language and a price schedule without prices. Everything else is missing:
  /// copyright, category, content rights, age rating, review contact, texts, screenshots, price and
  /// availability (first-release-live.md, B and C).
  public static NewApp madeOnWeb(String bundleId, String name, String primaryLocale) {
    return of(bundleId, name)
        .locales(primaryLocale)
        .incomplete()
        .withPriced(false)
        .withAvailable(false);
  }

  /// Adds a version that is READY_FOR_DISTRIBUTION, with its build.
  public NewApp liveVersion(String versionString, String buildNumber) {
    return withLiveVersion(versionString).withLiveBuild(buildNumber);
  }

  /// Sets the locales; the first is the primary one.
  public NewApp locales(String... locales) {
    return withLocales(List.of(locales));
  }

  /// Leaves the metadata empty: no description, screenshots, review contact, category, age rating
  /// or copyright. The app has a price and an availability.
  public NewApp incomplete() {
    return withComplete(false);
  }

  /// Sets the screenshots, in this order, in every locale; those of one display type make a set.
  /// Without arguments there is no set at all.
  public NewApp withScreenshots(Screenshot... screenshots) {
    return withScreenshots(List.of(screenshots));
  }

  /// Sets one screenshot `01.png` for each of these display types, and no other set.
  public NewApp screenshotDisplayTypes(String... displayTypes) {
    return withScreenshots(
        Stream.of(displayTypes)
            .map(type -> new Screenshot(type, "01.png", EMPTY_MD5))
            .toArray(Screenshot[]::new));
  }

  /// Returns the screenshots that the version has from the start.
  public List<Screenshot> seededScreenshots() {
    if (screenshots != null) {
      return screenshots;
    }
    if (!complete) {
      return List.of();
    }
    return switch (platform) {
      case "MAC_OS" -> screenshotDisplayTypes("APP_DESKTOP").seededScreenshots();
      case "TV_OS" -> screenshotDisplayTypes("APP_APPLE_TV").seededScreenshots();
      case "VISION_OS" -> screenshotDisplayTypes("APP_APPLE_VISION_PRO").seededScreenshots();
      default ->
          screenshotDisplayTypes("APP_IPHONE_67", "APP_IPAD_PRO_3GEN_129").seededScreenshots();
    };
  }

  /// Adds a group of testers that takes builds one by one.
  public NewApp betaGroup(String groupName, boolean isInternalGroup) {
    return plus(new BetaGroup(groupName, isInternalGroup, false));
  }

  /// Adds an internal group that receives every build automatically. As at Apple, a call that adds
  /// a build to it is refused.
  public NewApp betaGroupWithAllBuilds(String groupName) {
    return plus(new BetaGroup(groupName, true, true));
  }

  private NewApp plus(BetaGroup group) {
    List<BetaGroup> more = new ArrayList<>(betaGroups);
    more.add(group);
    return withBetaGroups(more);
  }
}
