package dev.slipway.simulator.pricing;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks that the manual prices of a schedule fit together. In the base territory they cover all
/// time from now on; in others they need not (live, of purchases, 2023). Codes and words:
/// first-release-live.md, B1, and ihtcboy.com (2023) for gaps.
final class PriceTimeline {
  private static final String POINTER = "/data/relationships/manualPrices";

  private final String baseTerritory;
  private final List<Price> prices;

  /// Prices of any territories, in any order. No start date is today's or earlier.
  PriceTimeline(String baseTerritory, List<Price> prices) {
    this.baseTerritory = baseTerritory;
    this.prices = prices;
  }

  /// Reports a problem of dates or territories.
  static ApiError problem(String code, String detail) {
    return new ApiError(
        409,
        "ENTITY_ERROR." + code,
        "There is a problem with the request entity",
        detail,
        POINTER,
        null,
        null,
        null);
  }

  /// Checks all territories.
  ///
  /// @throws ApiException if the base territory has no price, or times are not covered
  void check() {
    List<Price> ofBase = in(baseTerritory);
    if (ofBase.isEmpty()) {
      throw new ApiException(
          problem(
              "BASE_TERRITORY_INTERVAL_REQUIRED",
              "There must be at least one manual price for the base territory."));
    }
    LocalDate first = ofBase.getFirst().startDate();
    if (first != null) {
      throw new ApiException(
          problem(
              "INVALID_START_DATE",
              covered(baseTerritory)
                  + "The first interval has a start date "
                  + first.atStartOfDay()
                  + " in the future"));
    }
    LocalDate last = ofBase.getLast().endDate();
    if (last != null) {
      // The words are our own.
      throw new ApiException(
          problem(
              "INVALID_INTERVAL",
              covered(baseTerritory) + "The last interval ends " + last.atStartOfDay()));
    }
    prices.stream().map(price -> price.point().territory()).distinct().forEach(this::adjacent);
  }

  private void adjacent(String territory) {
    @Nullable Price earlier = null;
    for (Price price : in(territory)) {
      if (earlier != null) {
        adjacent(territory, earlier, price);
      }
      earlier = price;
    }
  }

  private void adjacent(String territory, Price earlier, Price later) {
    LocalDate end = earlier.endDate();
    LocalDate start = later.startDate();
    if (end == null || start == null || end.isAfter(start)) {
      // The words are our own.
      refuse(territory, "overlap: ", earlier, later);
    } else if (end.isBefore(start) && territory.equals(baseTerritory)) {
      refuse(territory, "have a gap in between: ", earlier, later);
    }
  }

  private static void refuse(String territory, String what, Price earlier, Price later) {
    throw new ApiException(
        problem(
            "INVALID_INTERVAL",
            covered(territory)
                + "Adjacent intervals must not "
                + what
                + earlier.interval()
                + " and "
                + later.interval()));
  }

  private static String covered(String territory) {
    return "Entire timeline must be covered for " + territory + ". ";
  }

  private List<Price> in(String territory) {
    return prices.stream()
        .filter(price -> price.point().territory().equals(territory))
        .sorted(
            Comparator.comparing(
                Price::startDate, Comparator.nullsFirst(Comparator.naturalOrder())))
        .toList();
  }
}
