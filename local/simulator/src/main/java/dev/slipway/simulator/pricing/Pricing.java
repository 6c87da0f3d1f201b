package dev.slipway.simulator.pricing;

import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.Writes;
import java.util.List;
import java.util.Set;

/// Prices and availability: the page "Pricing and Availability" of App Store Connect.
public final class Pricing {
  private final World world;

  public Pricing(World world) {
    this.world = world;
  }

  /// Registers writes, and what is computed when it is asked for.
  public void register(Writes writes) {
    var rows = new TerritoryAvailabilities(world);
    world.compute("territories", new Territories(), Set.of());
    world.compute(
        "appPricePoints",
        new AppPricePoints(world),
        Set.of("apps.appPricePoints", "appPricePoints.equalizations"));
    world.compute(
        "appPrices",
        new AppPrices(),
        Set.of("appPriceSchedules.manualPrices", "appPriceSchedules.automaticPrices"));
    world.compute(
        "territoryAvailabilities", rows, Set.of("appAvailabilities.territoryAvailabilities"));
    AppPriceSchedules.register(writes);
    AppAvailabilities.register(writes);
    rows.register(writes);
  }

  /// Shows these `contentStatuses` at the rows of territories, instead of AVAILABLE and beside
  /// others; without statuses the rows are as usual again.
  ///
  /// @throws IllegalArgumentException if the app or a territory does not exist
  public void contentStatuses(String appId, List<String> territories, List<String> statuses) {
    Resource app = world.find("apps", appId);
    if (app == null) {
      throw new IllegalArgumentException("No app with id " + appId);
    }
    for (String territory : territories) {
      if (!Territories.exists(territory)) {
        throw new IllegalArgumentException("No territory with id " + territory);
      }
      ContentStatuses.obstruct(app, territory, statuses);
    }
  }
}
