package dev.slipway.simulator;

import java.util.ArrayList;
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
/// @param betaGroups TestFlight's groups of testers
public record NewApp(
    String bundleId,
    String name,
    String platform,
    List<String> locales,
    @Nullable String liveVersion,
    @Nullable String liveBuild,
    @Nullable String issuerId,
    boolean complete,
    List<BetaGroup> betaGroups) {

  /// A group of testers; an internal one may get all builds by itself, and then takes none by a
  /// call.
  public record BetaGroup(String name, boolean isInternalGroup, boolean hasAccessToAllBuilds) {}

  public NewApp {
    locales = List.copyOf(locales);
    betaGroups = List.copyOf(betaGroups);
    if (locales.isEmpty()) {
      throw new IllegalArgumentException("An app needs at least one locale, for example en-US");
    }
  }

  /// An iOS app in `en-US` with complete metadata and no released version.
  public static NewApp of(String bundleId, String name) {
    return new NewApp(bundleId, name, "IOS", List.of("en-US"), null, null, null, true, List.of());
  }

  /// The same with a version that is READY_FOR_DISTRIBUTION, and its build.
  public NewApp liveVersion(String versionString, String buildNumber) {
    return new NewApp(
        bundleId,
        name,
        platform,
        locales,
        versionString,
        buildNumber,
        issuerId,
        complete,
        betaGroups);
  }

  /// The same in these locales; the first is the primary one.
  public NewApp locales(String... locales) {
    return new NewApp(
        bundleId,
        name,
        platform,
        List.of(locales),
        liveVersion,
        liveBuild,
        issuerId,
        complete,
        betaGroups);
  }

  /// The same for another platform: IOS, MAC_OS, TV_OS or VISION_OS.
  public NewApp platform(String platform) {
    return new NewApp(
        bundleId, name, platform, locales, liveVersion, liveBuild, issuerId, complete, betaGroups);
  }

  /// The same, owned by another team.
  public NewApp issuerId(String issuerId) {
    return new NewApp(
        bundleId, name, platform, locales, liveVersion, liveBuild, issuerId, complete, betaGroups);
  }

  /// The same with empty metadata: no description, screenshots, review contact, category, age
  /// rating or copyright.
  public NewApp incomplete() {
    return new NewApp(
        bundleId, name, platform, locales, liveVersion, liveBuild, issuerId, false, betaGroups);
  }

  /// The same with one more group of testers, which takes builds one by one.
  public NewApp betaGroup(String groupName, boolean isInternalGroup) {
    return with(new BetaGroup(groupName, isInternalGroup, false));
  }

  /// The same with one more internal group, which gets every build by itself: adding one by a call
  /// is refused, as Apple does it.
  public NewApp betaGroupWithAllBuilds(String groupName) {
    return with(new BetaGroup(groupName, true, true));
  }

  private NewApp with(BetaGroup group) {
    List<BetaGroup> more = new ArrayList<>(betaGroups);
    more.add(group);
    return new NewApp(
        bundleId, name, platform, locales, liveVersion, liveBuild, issuerId, complete, more);
  }
}
