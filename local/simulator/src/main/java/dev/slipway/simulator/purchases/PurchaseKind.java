package dev.slipway.simulator.purchases;

import java.util.Optional;
import java.util.stream.Stream;

/// What App Review sees of purchases: versions of in-app purchases, of subscriptions, and of their
/// groups. Each belongs to the thing that it is a version of.
public enum PurchaseKind {
  /// A version of an in-app purchase.
  IN_APP_PURCHASE("inAppPurchaseVersions", "inAppPurchase", "inAppPurchases"),
  /// A version of a subscription.
  SUBSCRIPTION("subscriptionVersions", "subscription", "subscriptions"),
  /// A version of a subscription group. The group itself has no state.
  SUBSCRIPTION_GROUP("subscriptionGroupVersions", "subscriptionGroup", "subscriptionGroups");

  private final String versionType;
  private final String relationship;
  private final String type;

  PurchaseKind(String versionType, String relationship, String type) {
    this.versionType = versionType;
    this.relationship = relationship;
    this.type = type;
  }

  /// Returns the type of the versions.
  public String versionType() {
    return versionType;
  }

  /// Returns the relationship from a version to what it is a version of.
  public String relationship() {
    return relationship;
  }

  /// Returns the type of what has the versions.
  public String type() {
    return type;
  }

  /// Returns the kind whose versions have this type; empty for a type of another family.
  public static Optional<PurchaseKind> ofVersionType(String versionType) {
    return Stream.of(values()).filter(kind -> kind.versionType.equals(versionType)).findFirst();
  }
}
