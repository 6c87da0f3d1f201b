package dev.slipway.appstoreconnect.purchases;

import dev.slipway.appstoreconnect.resource.PurchaseId.VersionKind;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An in-app purchase or a subscription.
///
/// @param kind of its versions: that of in-app purchases or that of subscriptions
/// @param productId the Product ID, by which the app names it; unique in the app
/// @param type of an in-app purchase, such as `CONSUMABLE`; null of a subscription, and when it was
///   not requested
/// @param versions empty when they were not requested
public record Purchase(
    VersionKind kind,
    String productId,
    @Nullable String type,
    PurchaseState state,
    List<PurchaseVersion> versions) {
  static final List<String> FIELDS = List.of("productId", "state");

  /// Creates a product whose type is not known.
  public Purchase(
      VersionKind kind, String productId, PurchaseState state, List<PurchaseVersion> versions) {
    this(kind, productId, null, state, versions);
  }

  public Purchase {
    versions = List.copyOf(versions);
  }

  static Purchase inApp(Resource resource) {
    return read(resource, VersionKind.IN_APP_PURCHASE);
  }

  static Purchase subscription(Resource resource) {
    return read(resource, VersionKind.SUBSCRIPTION);
  }

  private static Purchase read(Resource resource, VersionKind kind) {
    return new Purchase(
        kind,
        resource.attributes().optionalString("productId").orElse(""),
        resource.attributes().optionalString("inAppPurchaseType").orElse(null),
        resource.constant("state", PurchaseState.class, PurchaseState.UNKNOWN),
        PurchaseVersion.readAll(resource, kind));
  }
}
