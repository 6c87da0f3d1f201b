package dev.slipway.appstoreconnect.pricing;

import dev.slipway.appstoreconnect.resource.PricingId.AppPricePointId;
import dev.slipway.appstoreconnect.resource.Resource;
import java.math.BigDecimal;
import java.util.List;

/// One of the prices that Apple allows for an app in a country or region (spec: AppPricePointV3).
///
/// @param customerPrice what customers pay in the territory's currency; zero for a free app, which
///   Apple writes `0.0` (first-release-live.md, B1)
public record AppPricePoint(AppPricePointId id, BigDecimal customerPrice) {
  static final List<String> FIELDS = List.of("customerPrice");

  static AppPricePoint read(Resource resource) {
    return new AppPricePoint(new AppPricePointId(resource.id()), customerPrice(resource));
  }

  static BigDecimal customerPrice(Resource pricePoint) {
    String price = pricePoint.attributes().string("customerPrice");
    try {
      return new BigDecimal(price);
    } catch (NumberFormatException e) {
      throw pricePoint.attributes().fault("customerPrice", "must be a decimal number");
    }
  }
}
