package dev.slipway.appstoreconnect.pricing;

import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import java.util.List;

/// The prices of an app (spec: AppPriceSchedule): those that were set, from which Apple derives the
/// prices of all other territories.
///
/// @param baseTerritory the territory from whose price the others are derived
/// @param manualPrices all prices that were set, also past and future ones; at least one
public record AppPriceSchedule(TerritoryId baseTerritory, List<AppPrice> manualPrices) {
  public AppPriceSchedule {
    manualPrices = List.copyOf(manualPrices);
  }
}
