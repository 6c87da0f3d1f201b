package dev.slipway.simulator.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `appAvailabilities`: the territories in which an app is available. An app has none until someone
/// sets it, for all territories at once; from then on only single rows change
/// (first-release-live.md, A13 and B2).
public final class AppAvailabilities {
  static final String TYPE = "appAvailabilities";

  private AppAvailabilities() {}

  static void register(Writes writes) {
    writes.on("POST /v2/appAvailabilities", AppAvailabilities::create);
  }

  /// Makes an app available in all territories.
  public static void makeAvailable(World world, Resource app) {
    make(world, app, true);
  }

  /// Returns the territories in which the app is available.
  public static List<String> territories(Resource availability) {
    return Territories.ids().stream()
        .filter(territory -> TerritoryRow.of(availability, territory).available())
        .toList();
  }

  /// Adds the availability of an app, with all territories available.
  static Resource make(World world, Resource app, boolean availableInNewTerritories) {
    return world
        .create(TYPE, app.id(), app.issuerId())
        .relate("app", app.id())
        .set("availableInNewTerritories", availableInNewTerritories);
  }

  private static Resource create(WriteCall call) {
    Resource app = call.related("app", "apps");
    List<ApiError> errors = new ArrayList<>();
    if (call.world().find(TYPE, app.id()) != null) {
      errors.add(
          RelationshipErrors.invalid(
              "app",
              "An 'appAvailabilities' with a relationship to 'apps' with id '"
                  + app.id()
                  + "' already exists."));
    }
    Map<String, TerritoryRow> rows = rows(call);
    for (String territory : Territories.ids()) {
      if (!rows.containsKey(territory)) {
        errors.add(missing(territory));
      }
    }
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
    Resource availability =
        make(call.world(), app, call.attribute("availableInNewTerritories").asBoolean());
    availability.hidden().put(TerritoryAvailabilities.CREATED, call.now().toString());
    rows.forEach((territory, row) -> row.into(availability, territory));
    return availability;
  }

  /// One error for each territory (first-release-live.md, B2; asc's test data has the words).
  private static ApiError missing(String territory) {
    return RelationshipErrors.invalid(
            "",
            "The relationship 'territoryAvailabilities.territory' expects an included resource with"
                + " type 'territories' and id '"
                + territory
                + "' but no matching resource was included.")
        .at("/data/relationships/territoryAvailabilities");
  }

  private static Map<String, TerritoryRow> rows(WriteCall call) {
    Map<String, TerritoryRow> rows = new HashMap<>();
    JsonNode linkages = call.data().path("relationships").path("territoryAvailabilities");
    for (JsonNode linkage : linkages.path("data")) {
      JsonNode row = call.included(linkage);
      String id = row.at("/relationships/territory/data/id").asText();
      rows.put(
          call.find(Territories.TYPE, id, "territoryAvailabilities").id(),
          TerritoryRow.NEVER_SET.changed(row.path("attributes")));
    }
    return rows;
  }
}
