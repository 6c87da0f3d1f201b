package dev.slipway.simulator.writes;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// States of app infos: which one is the draft, and whether it may be edited.
public final class AppInfoStates {
  private static final Set<String> EDITABLE =
      Set.of("PREPARE_FOR_SUBMISSION", "DEVELOPER_REJECTED", "REJECTED");

  private AppInfoStates() {}

  public static boolean isEditable(Resource info) {
    return EDITABLE.contains(info.text("state"));
  }

  /// Ends the call if the app info cannot be edited.
  public static void requireEditable(Resource info) {
    if (!isEditable(info)) {
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
