package dev.slipway.appstoreconnect.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What Apple has at a price and around it.
///
/// @param exact the point with this price; null when Apple has none
/// @param below the next lower point; null without one, or when `exact` was found
/// @param above the next higher point, likewise
/// @param calls how many calls it took
public record NearestPricePoints(
    @Nullable AppPricePoint exact,
    @Nullable AppPricePoint below,
    @Nullable AppPricePoint above,
    int calls) {
  static final NearestPricePoints NONE = new NearestPricePoints(null, null, null, 0);

  NearestPricePoints afterCall() {
    return new NearestPricePoints(exact, below, above, calls + 1);
  }

  /// Returns whether Apple has no price point at all, as for a territory that it does not know.
  public boolean isEmpty() {
    return exact == null && below == null && above == null;
  }

  NearestPricePoints and(AppPricePoint point, BigDecimal wanted) {
    int order = point.customerPrice().compareTo(wanted);
    if (order == 0) {
      return new NearestPricePoints(point, null, null, calls);
    }
    if (order < 0) {
      return below == null || below.customerPrice().compareTo(point.customerPrice()) < 0
          ? new NearestPricePoints(exact, point, above, calls)
          : this;
    }
    return above == null || above.customerPrice().compareTo(point.customerPrice()) > 0
        ? new NearestPricePoints(exact, below, point, calls)
        : this;
  }
}
