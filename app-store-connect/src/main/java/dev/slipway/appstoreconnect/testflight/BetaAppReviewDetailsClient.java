package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;

/// The information for Beta App Review. Thread-safe.
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
}
