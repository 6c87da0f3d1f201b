package dev.slipway.releases.pricing;

import dev.slipway.appstoreconnect.pricing.AppAvailability;
import dev.slipway.appstoreconnect.pricing.AppPrice;
import dev.slipway.appstoreconnect.pricing.AppPriceSchedule;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.PricingId.AppAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.AppPricePointId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Prices and availabilities for tests; the App Store has four territories here.
public final class Pricing {
  static final LocalDate TODAY = LocalDate.parse("2026-11-23");
  static final List<TerritoryId> ALL =
      Stream.of("CHN", "DEU", "FRA", "USA").map(TerritoryId::new).toList();

  /// A new app record.
  public static final PresentPrice UNSET = new PresentPrice(null, TODAY);

  /// A new app record, of which the App Store's territories were read too.
  public static final PresentAvailability NEVER_SET = new PresentAvailability(null, List.of(), ALL);

  private Pricing() {}

  /// An app with one price since ever.
  public static PresentPrice costing(String territory, String price) {
    return of(territory, price(territory, price, null, null));
  }

  static PresentPrice of(String baseTerritory, AppPrice... prices) {
    return new PresentPrice(
        new AppPriceSchedule(new TerritoryId(baseTerritory), List.of(prices)), TODAY);
  }

  static AppPrice price(
      String territory, String price, @Nullable String start, @Nullable String end) {
    return new AppPrice(
        point(territory, price),
        new TerritoryId(territory),
        new BigDecimal(price),
        start == null ? null : LocalDate.parse(start),
        end == null ? null : LocalDate.parse(end));
  }

  static AppPricePointId point(String territory, String price) {
    return new AppPricePointId(territory + price);
  }

  /// An app that is available in these territories, and in new ones.
  public static PresentAvailability available(String... codes) {
    var available = Set.of(codes);
    return new PresentAvailability(
        new AppAvailability(new AppAvailabilityId("1"), true),
        ALL.stream().map(code -> row(code, available.contains(code.value()))).toList(),
        List.of());
  }

  static TerritoryAvailability row(TerritoryId code, boolean available, String... statuses) {
    return new TerritoryAvailability(
        new TerritoryAvailabilityId("A" + code), code, available, List.of(statuses));
  }
}
