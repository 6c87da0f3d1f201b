package dev.slipway.simulator.pricing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;

/// `appPriceSchedules`: what an app costs, and from when. Each app has one with the id of the app;
/// without prices it is a placeholder, as Apple shows it for a record that someone has just made
/// (first-release-live.md, B1).
public final class AppPriceSchedules {
  private static final String TYPE = "appPriceSchedules";

  /// Hidden fact of a schedule: its manual prices as a list of `point`, `startDate` and `endDate`.
  static final String PRICES = "prices";

  private AppPriceSchedules() {}

  /// Adds a schedule to each app of a world that an older state file holds. Its apps are free.
  public static void seed(World world) {
    for (Resource app : world.all("apps")) {
      if (world.find(TYPE, app.id()) == null) {
        makeFree(world, app);
      }
    }
  }

  /// Makes an app free from now on, with the United States as base territory.
  public static void makeFree(World world, Resource app) {
    prices(makePlaceholder(world, app))
        .addObject()
        .put("point", PricePoint.free(app.id(), "USA").id())
        .putNull("startDate")
        .putNull("endDate");
  }

  /// Adds the schedule of an app without a price.
  public static Resource makePlaceholder(World world, Resource app) {
    return world
        .create(TYPE, app.id(), app.issuerId())
        .relate("app", app.id())
        .relate("baseTerritory", "USA");
  }

  /// Returns whether an app has a price.
  public static boolean isPriced(World world, Resource app) {
    Resource schedule = world.find(TYPE, app.id());
    return schedule != null && !schedule.hidden().path(PRICES).isEmpty();
  }

  private static ArrayNode prices(Resource schedule) {
    return schedule.hidden().withArrayProperty(PRICES);
  }
}
