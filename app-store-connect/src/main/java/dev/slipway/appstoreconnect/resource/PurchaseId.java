package dev.slipway.appstoreconnect.resource;

/// Apple's id of something in the family of in-app purchases and subscriptions.
public sealed interface PurchaseId extends ResourceId {
  /// What can have versions that App Review decides on.
  enum VersionKind {
    /// A version of a subscription group: the texts that all its subscriptions share.
    SUBSCRIPTION_GROUP("subscriptionGroupVersions", "subscriptionGroupVersion"),
    /// A version of a subscription.
    SUBSCRIPTION("subscriptionVersions", "subscriptionVersion"),
    /// A version of an in-app purchase.
    IN_APP_PURCHASE("inAppPurchaseVersions", "inAppPurchaseVersion");

    private final String type;
    private final String relationship;

    VersionKind(String type, String relationship) {
      this.type = type;
      this.relationship = relationship;
    }

    /// Returns Apple's resource type of the versions.
    public String type() {
      return type;
    }

    /// Returns the relationship of `reviewSubmissionItems` that names such a version.
    public String relationship() {
      return relationship;
    }
  }

  /// A group of subscriptions, of which a customer has one at a time.
  record SubscriptionGroupId(String value) implements PurchaseId {
    public SubscriptionGroupId {
      ResourceId.check("SubscriptionGroupId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// One version of an in-app purchase, a subscription or a subscription group.
  record PurchaseVersionId(VersionKind kind, String value) implements PurchaseId {
    public PurchaseVersionId {
      ResourceId.check("PurchaseVersionId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
