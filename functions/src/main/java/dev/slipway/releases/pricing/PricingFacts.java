package dev.slipway.releases.pricing;

import dev.slipway.appstoreconnect.pricing.NearestPricePoints;
import org.jspecify.annotations.Nullable;

/// What was read of an app's price and availability.
///
/// @param price null when it was not read
/// @param wanted the drop's price among the prices that Apple has; null when the drop has none, or
///   the app has that price already
/// @param availability null when it was not read
public record PricingFacts(
    @Nullable PresentPrice price,
    @Nullable NearestPricePoints wanted,
    @Nullable PresentAvailability availability) {
  /// Nothing was read.
  public static final PricingFacts NONE = new PricingFacts(null, null, null);
}
