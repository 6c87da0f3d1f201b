package dev.slipway.appstoreconnect.pricing;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.Document;
import dev.slipway.appstoreconnect.resource.PricingId.AppAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads, creates and changes where apps are available. Thread-safe.
public final class AppAvailabilitiesClient {
  private static final String TERRITORY_AVAILABILITIES = "territoryAvailabilities";

  private final ApiConnection connection;

  public AppAvailabilitiesClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns where the app is available; absent when that was never set: Apple answers 404
  /// (first-release-live.md, B2).
  public Optional<AppAvailability> find(AppId app) {
    try {
      return connection.send(
          ApiRequest.get("/v1/apps/{id}/appAvailabilityV2", app)
              .query("fields[appAvailabilities]", AppAvailability.FIELDS),
          (Document document) -> document.oneOrNone().map(AppAvailability::read));
    } catch (NotFound unset) {
      return Optional.empty();
    }
  }

  /// Returns all territories of an availability, in one call for each 200. None when Apple does not
  /// show them yet, which it was seen to do just after the creation; some have also seen 404.
  public List<TerritoryAvailability> territoriesOf(AppAvailabilityId id) {
    try {
      return connection.all(
          ApiRequest.get("/v2/appAvailabilities/{id}/territoryAvailabilities", id)
              .query("include", "territory")
              .query("fields[territoryAvailabilities]", TerritoryAvailability.FIELDS)
              .query("limit", "200"),
          TerritoryAvailability::read);
    } catch (NotFound none) {
      return List.of();
    }
  }

  /// Sets for the first time where an app is available.
  ///
  /// @param availableInNewTerritories cannot be changed by the API later (first-release-live.md,
  ///   A13)
  /// @param territories every territory of the App Store, or Apple refuses the call
  public void create(
      AppId app,
      boolean availableInNewTerritories,
      SequencedMap<TerritoryId, Boolean> territories) {
    var linkages = new ArrayList<Map<String, String>>();
    var included = new ArrayList<JsonFields>();
    territories.forEach(
        (territory, available) -> {
          String id = "${" + territory.value() + "}";
          linkages.add(Map.of("type", TERRITORY_AVAILABILITIES, "id", id));
          // A release date is sent only for a pre-order; Apple refuses it otherwise.
          included.add(
              JsonFields.with("type", TERRITORY_AVAILABILITIES)
                  .put("id", id)
                  .put("attributes", JsonFields.with("available", available))
                  .put(
                      "relationships",
                      JsonFields.with("territory", JsonFields.with("data", territory.linkage()))));
        });
    connection.send(
        ApiRequest.post(
                "/v2/appAvailabilities",
                JsonFields.with("type", "appAvailabilities")
                    .put(
                        "attributes",
                        JsonFields.with("availableInNewTerritories", availableInNewTerritories))
                    .put(
                        "relationships",
                        JsonFields.with("app", JsonFields.with("data", app.linkage()))
                            .put(TERRITORY_AVAILABILITIES, JsonFields.with("data", linkages))))
            .including(included),
        document -> document);
  }

  /// Changes whether an app is available in one territory. Apple has no call for several.
  ///
  /// @return whether it is, by Apple's answer
  public boolean update(TerritoryAvailabilityId id, boolean available) {
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/territoryAvailabilities/{id}", id, JsonFields.with("available", available)),
        document -> TerritoryAvailability.isAvailable(document.one()));
  }
}
