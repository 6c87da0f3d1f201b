package dev.slipway.drops.manifest;

import java.util.List;

/// Which in-app purchases and subscriptions go to App Review with the version, `purchases` in
/// `release.json`.
///
/// @param productIds the products of [Which#LISTED], in the given order
public record PurchaseTerms(Which which, List<String> productIds) {
  /// Which products are meant.
  public enum Which {
    /// All that are ready to be submitted.
    READY,
    /// None, and no warning about those that are ready.
    NONE,
    /// Those that are named by their Product IDs.
    LISTED
  }

  public PurchaseTerms {
    productIds = List.copyOf(productIds);
  }

  /// Returns whether products go to App Review with the version.
  public boolean wantsAny() {
    return which != Which.NONE;
  }

  /// Returns whether a release has to look at the products with their versions: named ones also
  /// when its version is submitted later.
  public boolean needsVersions(boolean submitted) {
    return wantsAny() && (submitted || which == Which.LISTED);
  }

  /// Returns whether this product is meant, as far as its Product ID says.
  public boolean names(String productId) {
    return switch (which) {
      case READY -> true;
      case NONE -> false;
      case LISTED -> productIds.contains(productId);
    };
  }
}
