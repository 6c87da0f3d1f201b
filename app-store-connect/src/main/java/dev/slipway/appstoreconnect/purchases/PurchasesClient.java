package dev.slipway.appstoreconnect.purchases;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.PurchaseId.SubscriptionGroupId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import java.util.ArrayList;
import java.util.List;

/// Lists the in-app purchases and subscriptions of an app. A person makes them, in App Store
/// Connect; their versions go to App Review as items of a review submission. Thread-safe.
public final class PurchasesClient {
  private static final String MOST_INCLUDED = "50";
  private static final String MOST = "200";

  private final ApiConnection connection;

  public PurchasesClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns all in-app purchases with their versions, one call for each 200.
  public List<Purchase> inAppPurchases(AppId app) {
    return connection.all(
        ApiRequest.get("/v1/apps/{id}/inAppPurchasesV2", app)
            .query("include", "versions")
            .query("fields[inAppPurchases]", with(Purchase.FIELDS, "inAppPurchaseType", "versions"))
            .query("fields[inAppPurchaseVersions]", PurchaseVersion.FIELDS)
            .query("limit[versions]", MOST_INCLUDED)
            .query("limit", MOST),
        Purchase::inApp);
  }

  /// Returns all subscription groups with their versions and their subscriptions, one call for each
  /// 200.
  public List<SubscriptionGroup> subscriptionGroups(AppId app) {
    return connection.all(
        ApiRequest.get("/v1/apps/{id}/subscriptionGroups", app)
            .query("include", List.of("subscriptions", "versions"))
            .query(
                "fields[subscriptionGroups]", List.of("referenceName", "subscriptions", "versions"))
            .query("fields[subscriptions]", Purchase.FIELDS)
            .query("fields[subscriptionGroupVersions]", PurchaseVersion.FIELDS)
            .query("limit[subscriptions]", MOST_INCLUDED)
            .query("limit[versions]", MOST_INCLUDED)
            .query("limit", MOST),
        SubscriptionGroup::read);
  }

  /// Returns all subscriptions of a group with their versions, one call for each 200.
  public List<Purchase> subscriptions(SubscriptionGroupId group) {
    return connection.all(
        ApiRequest.get("/v1/subscriptionGroups/{id}/subscriptions", group)
            .query("include", "versions")
            .query("fields[subscriptions]", with(Purchase.FIELDS, "versions"))
            .query("fields[subscriptionVersions]", PurchaseVersion.FIELDS)
            .query("limit[versions]", MOST_INCLUDED)
            .query("limit", MOST),
        Purchase::subscription);
  }

  private static List<String> with(List<String> fields, String... more) {
    var all = new ArrayList<>(fields);
    all.addAll(List.of(more));
    return all;
  }
}
