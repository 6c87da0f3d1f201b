package dev.slipway.appstoreconnect.purchases;

import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import java.util.List;

/// The products of an app without their versions, and whether anything is on its way to App Review.
///
/// @param inAppPurchases at most 50
/// @param complete whether these are all in-app purchases
/// @param hasSubscriptionGroups whether the app may have subscriptions, which only
///   [PurchasesClient#subscriptionGroups] lists
/// @param nothingInReview whether no review submission of the app is open, on any platform; false
///   also when the app has too many submissions to be sure
public record ProductOverview(
    List<Purchase> inAppPurchases,
    boolean complete,
    boolean hasSubscriptionGroups,
    boolean nothingInReview) {
  private static final String SUBMISSIONS = "reviewSubmissions";

  /// The relationships of an app to include, so that [#read] finds them.
  public static final List<String> INCLUDED =
      List.of("inAppPurchasesV2", "subscriptionGroups", SUBMISSIONS);

  private static final String MOST = "50";

  public ProductOverview {
    inAppPurchases = List.copyOf(inAppPurchases);
  }

  /// Returns whether it is certain that the app has no products.
  public boolean isWithoutProducts() {
    return complete && inAppPurchases.isEmpty() && !hasSubscriptionGroups;
  }

  /// Returns the request of an app, with its products. Apple's document gives in-app purchases here
  /// the attributes of an older type, of which only some are in both.
  public static ApiRequest ask(ApiRequest app) {
    return app.query("fields[inAppPurchases]", Purchase.FIELDS)
        .query("fields[subscriptionGroups]", "referenceName")
        .query("fields[reviewSubmissions]", "state")
        .query("limit[inAppPurchasesV2]", MOST)
        .query("limit[subscriptionGroups]", "1")
        .query("limit[reviewSubmissions]", MOST);
  }

  /// Reads what an `apps` resource includes.
  public static ProductOverview read(Resource app) {
    return new ProductOverview(
        app.relatedAll("inAppPurchasesV2", Purchase::inApp),
        app.isComplete("inAppPurchasesV2"),
        !app.relatedAll("subscriptionGroups", group -> group.id()).isEmpty(),
        app.isComplete(SUBMISSIONS)
            && app.relatedAll(SUBMISSIONS, ProductOverview::isOpen).stream()
                .noneMatch(Boolean::booleanValue));
  }

  private static boolean isOpen(Resource submission) {
    return submission
        .constant("state", ReviewSubmissionState.class, ReviewSubmissionState.UNKNOWN)
        .isOpen();
  }
}
