package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import java.util.List;

/// Lists groups of testers, and gives them builds. Thread-safe.
public final class BetaGroupsClient {
  private final ApiConnection connection;

  public BetaGroupsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all groups of an app, one call for each 200.
  public List<BetaGroup> listFor(AppId app) {
    return connection.all(
        ApiRequest.get("/v1/betaGroups")
            .query("filter[app]", app.value())
            .query("fields[betaGroups]", BetaGroup.FIELDS)
            .query("limit", "200"),
        BetaGroup::read);
  }

  /// Adds a build to a group. The build must be VALID; external testers receive it once beta review
  /// has approved it.
  public void addBuild(BetaGroupId group, BuildId build) {
    connection.send(
        ApiRequest.postLinkages("/v1/betaGroups/{id}/relationships/builds", group, List.of(build)),
        document -> document);
  }
}
