package dev.slipway.simulator.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `appPriceSchedules`: what an app costs, and from when. Each app has one with the id of the app;
/// without prices it is a placeholder, as Apple shows it for a record that someone has just made.
/// The only write is a POST, which replaces everything (first-release-live.md, B1).
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

  static void register(Writes writes) {
    writes.on("POST /v1/appPriceSchedules", AppPriceSchedules::create);
  }

  /// Makes an app free from now on, with the United States as base territory.
  public static void makeFree(World world, Resource app) {
    Price free = new Price(PricePoint.free(app.id(), "USA"), null, null);
    free.into(prices(makePlaceholder(world, app)).addObject());
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
    return schedule != null && !isPlaceholder(schedule);
  }

  /// Returns whether a schedule has no price.
  public static boolean isPlaceholder(Resource schedule) {
    return schedule.hidden().path(PRICES).isEmpty();
  }

  private static ArrayNode prices(Resource schedule) {
    return schedule.hidden().withArrayProperty(PRICES);
  }

  private static Resource create(WriteCall call) {
    Resource app = call.related("app", "apps");
    Resource base = call.related("baseTerritory", Territories.TYPE);
    List<Price> wanted = new ArrayList<>();
    List<ApiError> errors = new ArrayList<>();
    for (JsonNode linkage : call.data().path("relationships").path("manualPrices").path("data")) {
      Price price = price(call, app, call.included(linkage), errors);
      if (price != null) {
        wanted.add(price);
      }
    }
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
    new PriceTimeline(base.id(), wanted).check();
    Resource schedule = call.world().get(TYPE, app.id());
    schedule.relate("baseTerritory", base.id());
    ArrayNode prices = prices(schedule);
    prices.removeAll();
    wanted.forEach(price -> price.into(prices.addObject()));
    return schedule;
  }

  private static @Nullable Price price(
      WriteCall call, Resource app, JsonNode json, List<ApiError> errors) {
    if (!json.has("attributes") && call.world().guesses().turned(Guess.PRICE_NEEDS_ATTRIBUTES)) {
      throw new ApiException(
          ApiError.unprocessable(
              "", "The request entity is unprocessable", "The price has no 'attributes'."));
    }
    String id = json.at("/relationships/appPricePoint/data/id").asText();
    PricePoint point = PricePoint.of(id);
    if (point == null
        || !point.appId().equals(app.id())
        || call.world().find(AppPricePoints.TYPE, id) == null) {
      errors.add(
          PriceTimeline.problem(
              "NOT_FOUND", "The resource 'appPricePoints' with id '" + id + "' was not found."));
      return null;
    }
    LocalDate today = Price.today(call.now());
    LocalDate start = date(json.path("attributes").path("startDate"));
    if (start != null && start.isBefore(today)) {
      errors.add(
          PriceTimeline.problem(
              "INVALID_START_DATE", "Interval can not have a start date in the past"));
      return null;
    }
    // Apple stores today's date as null.
    boolean now = start == null || start.equals(today);
    return new Price(point, now ? null : start, date(json.path("attributes").path("endDate")));
  }

  private static @Nullable LocalDate date(JsonNode json) {
    return json.isTextual() ? LocalDate.parse(json.asText()) : null;
  }
}
