package dev.slipway.drops.manifest;

import java.math.BigDecimal;

/// The price that a drop asks for, `price` in `release.json`.
public sealed interface PriceTerms {
  /// The app is free everywhere.
  record Free() implements PriceTerms {}

  /// The app has a price in one territory, from which Apple derives the others.
  ///
  /// @param baseTerritory Apple's code of three letters
  /// @param customerPrice in the territory's currency
  record Paid(String baseTerritory, BigDecimal customerPrice) implements PriceTerms {}
}
