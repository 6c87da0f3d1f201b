package dev.slipway.simulator.purchases;

import org.jspecify.annotations.Nullable;

/// Describes an in-app purchase or a subscription to create, as a person makes it in App Store
/// Connect.
///
/// @param productId Product ID, unique in the app
/// @param name reference name
/// @param type CONSUMABLE, NON_CONSUMABLE or NON_RENEWING_SUBSCRIPTION; null for a subscription
///   that renews automatically
/// @param group reference name of the subscription group, which is created if the app lacks it;
///   null for an in-app purchase
/// @param stage how far the product is
public record NewPurchase(
    String productId, String name, @Nullable String type, @Nullable String group, Stage stage) {

  /// How far a product is.
  public enum Stage {
    /// Something that App Review needs is missing: MISSING_METADATA.
    INCOMPLETE,
    /// READY_TO_SUBMIT, never reviewed.
    READY,
    /// On sale.
    APPROVED
  }

  public NewPurchase {
    if (type == null == (group == null)) {
      throw new IllegalArgumentException(
          "An in-app purchase has a type, and a subscription has a group");
    }
  }

  /// Returns an in-app purchase that is ready to be submitted.
  public static NewPurchase inApp(String productId, String type) {
    return new NewPurchase(productId, productId, type, null, Stage.READY);
  }

  /// Returns a subscription that is ready to be submitted.
  public static NewPurchase subscription(String productId, String group) {
    return new NewPurchase(productId, productId, null, group, Stage.READY);
  }

  /// Returns the same product at another stage.
  public NewPurchase at(Stage other) {
    return new NewPurchase(productId, name, type, group, other);
  }
}
