package dev.slipway.simulator.writes;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// States of app infos, and which one is the draft. What can be changed in which state is in
/// [EditableFields].
public final class AppInfoStates {
  private AppInfoStates() {}

  /// Ends the call if a field of the app info cannot be changed. Which error Apple sends for
  /// anything but texts and categories is a guess.
  public static void requireOpen(World world, Resource info, String field) {
    if (!EditableFields.isOpen(world, info.text("state"), field)) {
      throw new ApiException(ApiError.notInValidState("appInfos", info.id()));
    }
  }

  /// Sets both state attributes.
  public static void set(Resource appInfo, String state) {
    appInfo.set("state", state);
    appInfo.set(
        "appStoreState",
        switch (state) {
          case "READY_FOR_DISTRIBUTION" -> "READY_FOR_SALE";
          case "PENDING_RELEASE" -> "PENDING_DEVELOPER_RELEASE";
          case "REPLACED_WITH_NEW_INFO" -> "REPLACED_WITH_NEW_VERSION";
          default -> state;
        });
  }

  /// Returns the app info that is not live yet, or null.
  public static @Nullable Resource draft(World world, Resource app) {
    for (Resource info : world.related(app, "appInfos")) {
      if (!Set.of("READY_FOR_DISTRIBUTION", "REPLACED_WITH_NEW_INFO")
          .contains(info.text("state"))) {
        return info;
      }
    }
    return null;
  }
}
