package dev.slipway.simulator.review;

/// Something other than an app version that a person put into a review submission on the web site.
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

  /// The relationship of `reviewSubmissionItems` that leads to it.
  public String relationship() {
    return relationship;
  }

  /// The type of the resource there.
  public String type() {
    return type;
  }
}
