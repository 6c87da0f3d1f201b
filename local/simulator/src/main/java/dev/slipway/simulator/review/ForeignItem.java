package dev.slipway.simulator.review;

/// An item other than an app version that a person added to a review submission in App Store
/// Connect.
public enum ForeignItem {
  /// An in-app event.
  APP_EVENT("appEvent", "appEvents", 1),
  /// A version of a custom product page.
  APP_CUSTOM_PRODUCT_PAGE_VERSION("appCustomProductPageVersion", "appCustomProductPageVersions", 2),
  /// A product page test.
  APP_STORE_VERSION_EXPERIMENT("appStoreVersionExperimentV2", "appStoreVersionExperiments", 3),
  /// A version of an in-app purchase.
  IN_APP_PURCHASE_VERSION("inAppPurchaseVersion", "inAppPurchaseVersions", 17),
  /// A version of a subscription.
  SUBSCRIPTION_VERSION("subscriptionVersion", "subscriptionVersions", 18),
  /// A version of a subscription group.
  SUBSCRIPTION_GROUP_VERSION("subscriptionGroupVersion", "subscriptionGroupVersions", 19);

  private final String relationship;
  private final String type;
  private final int number;

  ForeignItem(String relationship, String type, int number) {
    this.relationship = relationship;
    this.type = type;
    this.number = number;
  }

  /// Returns Apple's number of the kind in the ids of items: 17 to 19 were seen (review-live.md,
  /// D), the others are invented.
  int number() {
    return number;
  }

  /// Returns whether it is a version of a purchase: calls add these too, and a replacement draft
  /// keeps them after a cancel (review-live.md, C).
  boolean isPurchase() {
    return switch (this) {
      case IN_APP_PURCHASE_VERSION, SUBSCRIPTION_VERSION, SUBSCRIPTION_GROUP_VERSION -> true;
      case APP_EVENT, APP_CUSTOM_PRODUCT_PAGE_VERSION, APP_STORE_VERSION_EXPERIMENT -> false;
    };
  }

  /// Returns the relationship of `reviewSubmissionItems` that names it.
  public String relationship() {
    return relationship;
  }

  /// Returns the type of the related resource.
  public String type() {
    return type;
  }
}
