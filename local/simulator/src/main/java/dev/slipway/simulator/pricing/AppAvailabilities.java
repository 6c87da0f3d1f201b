package dev.slipway.simulator.pricing;

import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;

/// `appAvailabilities`: the territories in which an app is available. An app has none until someone
/// sets it.
public final class AppAvailabilities {
  private AppAvailabilities() {}

  /// Makes an app available in all territories.
  public static void makeAvailable(World world, Resource app) {
    world
        .create("appAvailabilities", app.id(), app.issuerId())
        .relate("app", app.id())
        .set("availableInNewTerritories", true);
  }
}
