package dev.slipway.appstoreconnect.pricing;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.PageCursor;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import java.math.BigDecimal;
import java.util.HashSet;

/// Finds the prices that Apple allows. Thread-safe.
public final class AppPricePointsClient {
  private final ApiConnection connection;

  public AppPricePointsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns the point with this price in a territory, otherwise the points nearest to it. Apple
  /// has hundreds of points in each territory, no filter by price and no promised order
  /// (first-release-live.md, B1): this takes one call for each 200, up to the page with the price.
  ///
  /// @return without any point for a territory that Apple does not know
  public NearestPricePoints find(AppId app, TerritoryId territory, BigDecimal customerPrice) {
    var request =
        ApiRequest.get("/v1/apps/{id}/appPricePoints", app)
            .query("filter[territory]", territory.value())
            .query("fields[appPricePoints]", AppPricePoint.FIELDS)
            .query("limit", "200");
    var nearest = NearestPricePoints.NONE;
    var followed = new HashSet<PageCursor>();
    var page = connection.send(request, document -> document.page(AppPricePoint::read));
    while (true) {
      nearest = nearest.afterCall();
      for (AppPricePoint point : page.items()) {
        nearest = nearest.and(point, customerPrice);
        if (nearest.exact() != null) {
          return nearest;
        }
      }
      var next = page.next();
      if (next == null || !followed.add(next) || followed.size() == ApiConnection.MAX_PAGES) {
        return nearest;
      }
      page = connection.follow(next, request, document -> document.page(AppPricePoint::read));
    }
  }
}
