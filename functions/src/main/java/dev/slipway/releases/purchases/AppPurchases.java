package dev.slipway.releases.purchases;

import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.appstoreconnect.purchases.SubscriptionGroup;
import java.util.List;
import java.util.stream.Stream;

/// The products of an app as Apple has them.
///
/// @param inAppPurchases all of them
/// @param groups the subscription groups with all their subscriptions
public record AppPurchases(List<Purchase> inAppPurchases, List<Group> groups) {
  /// An app without products.
  public static final AppPurchases NONE = new AppPurchases(List.of(), List.of());

  /// A subscription group with all its subscriptions.
  public record Group(SubscriptionGroup group, List<Purchase> subscriptions) {
    public Group {
      subscriptions = List.copyOf(subscriptions);
    }
  }

  public AppPurchases {
    inAppPurchases = List.copyOf(inAppPurchases);
    groups = List.copyOf(groups);
  }

  /// Returns all products: in-app purchases, then subscriptions.
  public List<Purchase> products() {
    return Stream.concat(
            inAppPurchases.stream(),
            groups.stream().flatMap(group -> group.subscriptions().stream()))
        .toList();
  }
}
