package dev.slipway.appstoreconnect.pricing;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import java.util.List;

/// Lists the countries and regions of the App Store. Thread-safe.
public final class TerritoriesClient {
  private final ApiConnection connection;

  public TerritoriesClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all territories, in one call for each 200; Apple has 175.
  public List<TerritoryId> list() {
    return connection.all(
        ApiRequest.get("/v1/territories").query("limit", "200"),
        resource -> new TerritoryId(resource.id()));
  }
}
