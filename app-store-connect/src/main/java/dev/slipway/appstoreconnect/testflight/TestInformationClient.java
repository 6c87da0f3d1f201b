package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;

/// Reads everything that TestFlight needs beside a build. Thread-safe.
public final class TestInformationClient {
  private final ApiConnection connection;

  public TestInformationClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns an app's test information in one call.
  public TestInformation get(AppId app) {
    return connection.send(
        ApiRequest.get("/v1/apps/{id}", app)
            .query("include", TestInformation.INCLUDED)
            .query("fields[apps]", TestInformation.INCLUDED)
            .query("fields[betaGroups]", BetaGroup.FIELDS)
            .query("fields[betaAppLocalizations]", BetaAppLocalization.FIELDS)
            .query("fields[betaAppReviewDetails]", TestInformation.ReviewContact.FIELDS)
            .query("limit[betaGroups]", "50")
            .query("limit[betaAppLocalizations]", "50"),
        document -> TestInformation.read(document.one()));
  }
}
