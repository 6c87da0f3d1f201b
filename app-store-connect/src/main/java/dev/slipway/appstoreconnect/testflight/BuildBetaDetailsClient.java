package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;

/// The state of builds in TestFlight. Thread-safe.
public final class BuildBetaDetailsClient {
  private final ApiConnection connection;

  public BuildBetaDetailsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns the state of one build.
  public BuildBetaDetail getFor(BuildId build) {
    return connection.send(
        ApiRequest.get("/v1/builds/{id}/buildBetaDetail", build)
            .query("fields[buildBetaDetails]", BuildBetaDetail.FIELDS),
        document -> BuildBetaDetail.read(document.one()));
  }
}
