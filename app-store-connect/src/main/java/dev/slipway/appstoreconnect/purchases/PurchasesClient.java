package dev.slipway.appstoreconnect.purchases;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.PurchaseId.SubscriptionGroupId;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import java.util.ArrayList;
import java.util.List;

/// Lists the in-app purchases and subscriptions of an app. A person makes them, in App Store
/// Connect; their versions go to App Review as items of a review submission. Thread-safe.
public final class PurchasesClient {
  private static final String MOST_INCLUDED = "50";
  private static final String MOST = "200";
  private static final String SUBMISSIONS = "reviewSubmissions";
  private static final List<String> OVERVIEW =
      List.of("inAppPurchasesV2", "subscriptionGroups", SUBMISSIONS);

  private final ApiConnection connection;

  public PurchasesClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// The products of an app without their versions, and whether anything is on its way to App
  /// Review.
  ///
  /// @param inAppPurchases at most 50
  /// @param complete whether these are all in-app purchases
  /// @param hasSubscriptionGroups whether the app may have subscriptions, which only
  ///   [#subscriptionGroups] lists
  /// @param nothingInReview whether no review submission of the app is open, on any platform; false
  ///   also when the app has too many submissions to be sure
  public record Overview(
      List<Purchase> inAppPurchases,
      boolean complete,
      boolean hasSubscriptionGroups,
      boolean nothingInReview) {
    public Overview {
      inAppPurchases = List.copyOf(inAppPurchases);
    }
  }

  /// Returns what products an app has, in one call. Apple's document gives in-app purchases here
  /// the attributes of an older type, of which only some are in both.
  public Overview overview(AppId app) {
    return connection.send(
        ApiRequest.get("/v1/apps/{id}", app)
            .query("include", OVERVIEW)
            .query("fields[apps]", OVERVIEW)
            .query("fields[inAppPurchases]", Purchase.FIELDS)
            .query("fields[subscriptionGroups]", "referenceName")
            .query("fields[reviewSubmissions]", "state")
            .query("limit[inAppPurchasesV2]", MOST_INCLUDED)
            .query("limit[subscriptionGroups]", "1")
            .query("limit[reviewSubmissions]", MOST_INCLUDED),
        document -> {
          var found = document.one();
          return new Overview(
              found.relatedAll("inAppPurchasesV2", Purchase::inApp),
              found.isComplete("inAppPurchasesV2"),
              !found.relatedAll("subscriptionGroups", group -> group.id()).isEmpty(),
              found.isComplete(SUBMISSIONS)
                  && found.relatedAll(SUBMISSIONS, PurchasesClient::isOpen).stream()
                      .noneMatch(Boolean::booleanValue));
        });
  }

  private static boolean isOpen(Resource submission) {
    return submission
        .constant("state", ReviewSubmissionState.class, ReviewSubmissionState.UNKNOWN)
        .isOpen();
  }

  /// Returns all in-app purchases with their versions, one call for each 200.
  public List<Purchase> inAppPurchases(AppId app) {
    return connection.all(
        ApiRequest.get("/v1/apps/{id}/inAppPurchasesV2", app)
            .query("include", "versions")
            .query("fields[inAppPurchases]", with(Purchase.FIELDS, "versions"))
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

  private static List<String> with(List<String> fields, String relationship) {
    var all = new ArrayList<>(fields);
    all.add(relationship);
    return all;
  }
}
