package dev.slipway.appstoreconnect.pricing;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.PricingId.AppPriceScheduleId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.json.JsonFields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads and replaces the prices of apps. Thread-safe.
public final class AppPriceSchedulesClient {
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  private final ApiConnection connection;

  public AppPriceSchedulesClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns the day by which Apple decides which price applies: that of US Pacific time, not of
  /// UTC (first-release-live.md, B1).
  public static LocalDate today(Instant now) {
    return now.atZone(PACIFIC).toLocalDate();
  }

  /// Returns the prices of an app, in one call, and in one more when prices were set for several
  /// territories; absent when no price was ever set. An app without a price has a schedule too, so
  /// only its prices tell: 404, which Apple was seen to answer, or none (first-release-live.md,
  /// B1).
  public Optional<AppPriceSchedule> find(AppId app) {
    var id = new AppPriceScheduleId(app.value());
    List<AppPrice> prices;
    try {
      prices =
          connection.all(
              ApiRequest.get("/v1/appPriceSchedules/{id}/manualPrices", id)
                  .query("include", List.of("appPricePoint", "territory"))
                  .query("fields[appPrices]", AppPrice.FIELDS)
                  .query("fields[appPricePoints]", AppPricePoint.FIELDS)
                  .query("limit", "200"),
              AppPrice::read);
    } catch (NotFound unset) {
      return Optional.empty();
    }
    if (prices.isEmpty()) {
      return Optional.empty();
    }
    // A schedule has at least one price of its base territory, or Apple refuses it.
    var territories = prices.stream().map(AppPrice::territory).distinct().toList();
    var base = territories.size() == 1 ? territories.getFirst() : baseTerritory(id);
    return Optional.of(new AppPriceSchedule(base, prices));
  }

  private TerritoryId baseTerritory(AppPriceScheduleId id) {
    return connection.send(
        ApiRequest.get("/v1/appPriceSchedules/{id}/baseTerritory", id),
        document -> new TerritoryId(document.one().id()));
  }

  /// Replaces all prices of an app.
  ///
  /// @param prices every price that is to apply now or later, of all territories; at least one of
  ///   the base territory, and these without a gap from now on
  public void create(AppId app, TerritoryId baseTerritory, List<NewAppPrice> prices) {
    var linkages = new ArrayList<Map<String, String>>();
    var included = new ArrayList<JsonFields>();
    for (NewAppPrice price : prices) {
      // Apple creates what is included under local ids of this form alone.
      String id = "${price-" + (included.size() + 1) + "}";
      linkages.add(Map.of("type", "appPrices", "id", id));
      // One author's request without attributes was refused, so they are always sent.
      var attributes =
          new JsonFields()
              .putIfNotNull("startDate", price.startDate())
              .putIfNotNull("endDate", price.endDate());
      included.add(
          JsonFields.with("type", "appPrices")
              .put("id", id)
              .put("attributes", attributes)
              .put(
                  "relationships",
                  JsonFields.with(
                      "appPricePoint", JsonFields.with("data", price.pricePoint().linkage()))));
    }
    connection.send(
        ApiRequest.post(
                "/v1/appPriceSchedules",
                JsonFields.with("type", "appPriceSchedules")
                    .put(
                        "relationships",
                        JsonFields.with("app", JsonFields.with("data", app.linkage()))
                            .put("baseTerritory", JsonFields.with("data", baseTerritory.linkage()))
                            .put("manualPrices", JsonFields.with("data", linkages))))
            .including(included),
        document -> document);
  }
}
