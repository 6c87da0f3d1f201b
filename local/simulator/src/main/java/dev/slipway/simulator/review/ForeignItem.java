package dev.slipway.simulator.review;

/// An item other than an app version that a person added to a review submission in App Store
/// Connect.
public enum ForeignItem {
  /// An in-app event.
  APP_EVENT("appEvent", "appEvents"),
  /// A version of a custom product page.
  APP_CUSTOM_PRODUCT_PAGE_VERSION("appCustomProductPageVersion", "appCustomProductPageVersions"),
  /// A product page test.
  APP_STORE_VERSION_EXPERIMENT("appStoreVersionExperimentV2", "appStoreVersionExperiments"),
  /// A version of an in-app purchase.
  IN_APP_PURCHASE_VERSION("inAppPurchaseVersion", "inAppPurchaseVersions"),
  /// A version of a subscription.
  SUBSCRIPTION_VERSION("subscriptionVersion", "subscriptionVersions");

  private final String relationship;
  private final String type;

  ForeignItem(String relationship, String type) {
    this.relationship = relationship;
    this.type = type;
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
