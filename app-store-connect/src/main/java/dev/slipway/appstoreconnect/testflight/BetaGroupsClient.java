package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaTesterId;
import dev.slipway.json.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists and creates groups of testers, and gives them builds and testers. Thread-safe.
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

  /// Creates a group without testers and builds.
  ///
  /// @param internal whether it is for users of the team
  public BetaGroup create(AppId app, String name, boolean internal) {
    return connection.send(
        ApiRequest.create(
            "/v1/betaGroups",
            "betaGroups",
            JsonFields.with("name", name).put("isInternalGroup", internal),
            "app",
            app),
        document -> BetaGroup.read(document.one()));
  }

  /// Gives an external group a public link. Apple's answer may not contain the link yet.
  ///
  /// @param testerLimit how many testers can join by it; null without a limit
  public BetaGroup enablePublicLink(BetaGroupId group, @Nullable Integer testerLimit) {
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/betaGroups/{id}",
            group,
            JsonFields.with("publicLinkEnabled", true)
                .put("publicLinkLimitEnabled", testerLimit != null)
                .putIfNotNull("publicLinkLimit", testerLimit)),
        document -> BetaGroup.read(document.one()));
  }

  /// Adds a tester whom the app has already. If the group has the tester, or an internal group
  /// cannot, Apple answers Conflict with one and the same text (first-release-live.md, F).
  public void addTester(BetaGroupId group, BetaTesterId tester) {
    connection.send(
        ApiRequest.postLinkages(
            "/v1/betaGroups/{id}/relationships/betaTesters", group, List.of(tester)),
        document -> document);
  }
}
