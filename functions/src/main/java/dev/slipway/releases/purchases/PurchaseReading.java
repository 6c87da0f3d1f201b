package dev.slipway.releases.purchases;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.appstoreconnect.purchases.ProductOverview;
import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.appstoreconnect.purchases.PurchaseState;
import dev.slipway.appstoreconnect.purchases.SubscriptionGroup;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.releases.purchases.AppPurchases.Group;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the products of an app from Apple.
public final class PurchaseReading {
  /// States of products without a version that App Review could see.
  private static final Set<PurchaseState> UNFINISHED =
      EnumSet.of(
          PurchaseState.MISSING_METADATA,
          PurchaseState.WAITING_FOR_UPLOAD,
          PurchaseState.PROCESSING_CONTENT);

  private final AppStoreConnectClient apple;

  public PurchaseReading(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Returns the products with their states, and no versions: one call when the app has
  /// subscription groups, otherwise none (more of them only for an app with more than 50 products
  /// of a kind).
  ///
  /// @param overview what Apple has just shown of this app's products
  public AppPurchases states(AppId app, ProductOverview overview) {
    return new AppPurchases(
        overview.complete() ? overview.inAppPurchases() : apple.purchases().inAppPurchases(app),
        overview.hasSubscriptionGroups()
            ? apple.purchases().subscriptionGroups(app).stream().map(this::listed).toList()
            : List.of());
  }

  private Group listed(SubscriptionGroup group) {
    return new Group(
        group,
        group.complete() ? group.subscriptions() : apple.purchases().subscriptions(group.id()));
  }

  /// Returns the products with their versions: two calls, and one for each group with a
  /// subscription that App Review could see.
  public AppPurchases versions(AppId app) {
    return new AppPurchases(
        apple.purchases().inAppPurchases(app),
        apple.purchases().subscriptionGroups(app).stream().map(this::versioned).toList());
  }

  /// Returns the same; empty if the key's role may not read products.
  public Optional<AppPurchases> versionsIfAllowed(AppId app) {
    try {
      return Optional.of(versions(app));
    } catch (Forbidden e) {
      if (e.reason() != ForbiddenReason.ROLE) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Group versioned(SubscriptionGroup group) {
    boolean unfinished =
        group.complete() && group.subscriptions().stream().allMatch(PurchaseReading::isUnfinished);
    return new Group(
        group, unfinished ? group.subscriptions() : apple.purchases().subscriptions(group.id()));
  }

  /// Returns whether a product lacks what it needs before it can go to App Review.
  public static boolean isUnfinished(Purchase product) {
    return UNFINISHED.contains(product.state());
  }
}
