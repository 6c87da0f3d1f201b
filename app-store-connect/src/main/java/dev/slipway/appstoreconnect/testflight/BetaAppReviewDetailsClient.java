package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppReviewDetailId;
import dev.slipway.json.JsonFields;
import java.util.Map;

/// Reads and changes the information for Beta App Review. Thread-safe.
public final class BetaAppReviewDetailsClient {
  private final ApiConnection connection;

  public BetaAppReviewDetailsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns the information of an app.
  public BetaAppReviewDetail getFor(AppId app) {
    return connection.send(
        ApiRequest.get("/v1/apps/{id}/betaAppReviewDetail", app)
            .query("fields[betaAppReviewDetails]", BetaAppReviewDetail.FIELDS),
        document -> BetaAppReviewDetail.read(document.one()));
  }

  /// Changes the information.
  ///
  /// @param attributes by Apple's names; the others stay unchanged
  public BetaAppReviewDetail update(BetaAppReviewDetailId id, Map<String, Object> attributes) {
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/betaAppReviewDetails/{id}", id, new JsonFields().putAll(attributes)),
        document -> BetaAppReviewDetail.read(document.one()));
  }
}
