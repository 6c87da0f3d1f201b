package dev.slipway.appstoreconnect.pricing;

import dev.slipway.appstoreconnect.resource.PricingId.AppPricePointId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.Resource;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A price of an app in one territory for some time (spec: AppPriceV2). Dates are those of US
/// Pacific time (first-release-live.md, B1).
///
/// @param customerPrice in the territory's currency
/// @param startDate the first day; null when it was always so
/// @param endDate the day on which it no longer applies; null when it applies until it is changed
public record AppPrice(
    AppPricePointId pricePoint,
    TerritoryId territory,
    BigDecimal customerPrice,
    @Nullable LocalDate startDate,
    @Nullable LocalDate endDate) {
  static final List<String> FIELDS = List.of("startDate", "endDate", "appPricePoint", "territory");

  static AppPrice read(Resource resource) {
    var point =
        resource
            .related("appPricePoint")
            .orElseThrow(() -> resource.attributes().fault("appPricePoint", "must be included"));
    var territory =
        resource
            .linked("territory")
            .orElseThrow(() -> resource.attributes().fault("territory", "must be included"));
    return new AppPrice(
        new AppPricePointId(point.id()),
        new TerritoryId(territory),
        AppPricePoint.customerPrice(point),
        date(resource, "startDate"),
        date(resource, "endDate"));
  }

  private static @Nullable LocalDate date(Resource resource, String name) {
    var text = resource.attributes().optionalString(name);
    try {
      return text.map(LocalDate::parse).orElse(null);
    } catch (DateTimeException e) {
      throw resource.attributes().fault(name, "must be a date");
    }
  }

  /// Returns whether this price applies on a day; its end is exclusive.
  public boolean appliesOn(LocalDate day) {
    return !beginsAfter(day) && !isOverOn(day);
  }

  /// Returns whether this price applies from a later day.
  public boolean beginsAfter(LocalDate day) {
    return startDate != null && startDate.isAfter(day);
  }

  /// Returns whether this price no longer applies on a day.
  public boolean isOverOn(LocalDate day) {
    return endDate != null && !endDate.isAfter(day);
  }
}
