package dev.slipway.simulator.apps;

import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;

/// `bundleIds`: one for each app record, because App Store Connect makes no record without it. The
/// simulator has no others, and none can be registered by a call.
public final class BundleIds {
  private BundleIds() {}

  /// Adds those that a world lacks.
  public static void seed(World world) {
    for (Resource app : world.all("apps")) {
      if (world.all("bundleIds").stream().noneMatch(one -> app.id().equals(one.relation("app")))) {
        register(world, app);
      }
    }
  }

  /// Adds that of an app.
  static void register(World world, Resource app) {
    world
        .create("bundleIds", app.issuerId())
        .relate("app", app.id())
        .set("name", app.text("name"))
        .set("platform", "UNIVERSAL")
        .set("identifier", app.text("bundleId"))
        .set("seedId", "SIMULATED1");
  }
}
