package dev.slipway.simulator.writes;

import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.VersionNumbers;
import dev.slipway.simulator.state.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The states of versions, and everything that changes together with one. What can be changed in
/// which state is in [EditableFields].
public final class VersionStates {
  /// What is due when a version was sent to App Review with a build of another version string.
  public static final String UNFIT_BUILD_SENT = "unfitBuildSent";

  /// States of a draft, which can be edited freely and added to a submission.
  static final Set<String> EDITABLE =
      Set.of(
          "PREPARE_FOR_SUBMISSION",
          "DEVELOPER_REJECTED",
          "REJECTED",
          "METADATA_REJECTED",
          "INVALID_BINARY");

  /// States of a version that is or was on the App Store.
  static final Set<String> RELEASED = Set.of("READY_FOR_DISTRIBUTION", "REPLACED_WITH_NEW_VERSION");

  /// States after App Review's approval: the version's train is closed.
  private static final Set<String> APPROVED =
      Set.of(
          "READY_FOR_DISTRIBUTION",
          "REPLACED_WITH_NEW_VERSION",
          "PENDING_DEVELOPER_RELEASE",
          "PENDING_APPLE_RELEASE",
          "PROCESSING_FOR_DISTRIBUTION");

  private static final Map<String, String> LEGACY =
      Map.of(
          "READY_FOR_DISTRIBUTION", "READY_FOR_SALE",
          "PROCESSING_FOR_DISTRIBUTION", "PROCESSING_FOR_APP_STORE");

  private VersionStates() {}

  public static String of(Resource version) {
    return version.text("appVersionState");
  }

  public static boolean isEditable(Resource version) {
    return EDITABLE.contains(of(version));
  }

  /// Records that a build was attached or the version string set: a rejected version, or one that
  /// was withdrawn, is a draft again at once (review-live.md, A13).
  public static void prepareAgain(World world, Resource version) {
    if (Set.of("REJECTED", "DEVELOPER_REJECTED").contains(of(version))) {
      set(world, version, "PREPARE_FOR_SUBMISSION");
    }
  }

  public static boolean isReleased(Resource version) {
    return RELEASED.contains(of(version));
  }

  /// Sets both state attributes, and those of the draft app info where they follow.
  public static void set(World world, Resource version, String state) {
    version.set("appVersionState", state);
    version.set("appStoreState", LEGACY.getOrDefault(state, state));
    String appInfoState =
        switch (state) {
          case "PREPARE_FOR_SUBMISSION",
              "READY_FOR_REVIEW",
              "WAITING_FOR_REVIEW",
              "IN_REVIEW",
              "DEVELOPER_REJECTED" ->
              state;
          case "REJECTED", "METADATA_REJECTED", "INVALID_BINARY" -> "REJECTED";
          case "PENDING_DEVELOPER_RELEASE",
              "PENDING_APPLE_RELEASE",
              "PROCESSING_FOR_DISTRIBUTION" ->
              "PENDING_RELEASE";
          default -> "";
        };
    Resource draft = AppInfoStates.draft(world, world.get("apps", version.relation("app")));
    if (draft != null && !appInfoState.isEmpty()) {
      AppInfoStates.set(draft, appInfoState);
    }
    if (state.equals("WAITING_FOR_REVIEW") && !buildFits(world, version)) {
      world.plan(new Due(world.now(), UNFIT_BUILD_SENT, version.id(), ""));
    }
    world.changed();
  }

  /// Returns whether the attached build has the version's string. Zeros make no difference.
  public static boolean buildFits(World world, Resource version) {
    Resource build = world.find("builds", version.relation("build"));
    return build == null
        || VersionNumbers.compare(
                world
                    .get("preReleaseVersions", build.relation("preReleaseVersion"))
                    .text("version"),
                version.text("versionString"))
            == 0;
  }

  public static List<Resource> versions(World world, @Nullable String appId, String platform) {
    return world.all("appStoreVersions").stream()
        .filter(version -> version.text("platform").equals(platform))
        .filter(version -> java.util.Objects.equals(version.relation("app"), appId))
        .toList();
  }

  /// Returns the version that is not released yet, or null.
  public static @Nullable Resource unreleased(
      World world, @Nullable String appId, String platform) {
    for (Resource version : versions(world, appId, platform)) {
      if (!isReleased(version)) {
        return version;
      }
    }
    return null;
  }

  /// Returns the highest version string that was released, or null.
  public static @Nullable String highestReleased(
      World world, @Nullable String appId, String platform) {
    return highest(world, appId, platform, RELEASED);
  }

  /// Returns the highest version string that App Review approved, or null.
  public static @Nullable String highestApproved(
      World world, @Nullable String appId, String platform) {
    return highest(world, appId, platform, APPROVED);
  }

  private static @Nullable String highest(
      World world, @Nullable String appId, String platform, Set<String> states) {
    String highest = null;
    for (Resource version : versions(world, appId, platform)) {
      String number = version.text("versionString");
      if (states.contains(of(version))
          && (highest == null || VersionNumbers.compare(number, highest) > 0)) {
        highest = number;
      }
    }
    return highest;
  }

  /// Returns whether no earlier version of this app was released on this platform.
  public static boolean isFirst(World world, Resource version) {
    return versions(world, version.relation("app"), version.text("platform")).stream()
        .noneMatch(other -> other != version && isReleased(other));
  }
}
