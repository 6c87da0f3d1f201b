package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BuildBetaDetailId;
import dev.slipway.json.JsonFields;

/// Reads and changes the state of builds in TestFlight. Thread-safe.
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

  /// Sets whether Apple notifies testers when they get the build.
  public BuildBetaDetail setAutoNotify(BuildBetaDetailId id, boolean enabled) {
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/buildBetaDetails/{id}", id, JsonFields.with("autoNotifyEnabled", enabled)),
        document -> BuildBetaDetail.read(document.one()));
  }
}
