package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.PricingCheck.APP_IN_NO_STORE;
import static dev.slipway.releases.preflight.checks.PricingCheck.NEW_TERRITORIES_FIXED;
import static dev.slipway.releases.preflight.checks.PricingCheck.PRICE_MISSING;
import static dev.slipway.releases.preflight.checks.PricingCheck.PRICE_POINT_UNKNOWN;
import static dev.slipway.releases.preflight.checks.PricingCheck.PRICE_TERRITORY_UNKNOWN;
import static dev.slipway.releases.preflight.checks.PricingCheck.TERRITORY_UNKNOWN;

import dev.slipway.appstoreconnect.pricing.AppPricePoint;
import dev.slipway.appstoreconnect.pricing.NearestPricePoints;
import dev.slipway.appstoreconnect.resource.PricingId.AppPricePointId;
import dev.slipway.drops.manifest.AvailabilityTerms;
import dev.slipway.drops.manifest.AvailabilityTerms.Territories;
import dev.slipway.drops.manifest.PriceTerms;
import dev.slipway.releases.preflight.checks.PricingCheck;
import dev.slipway.releases.pricing.Pricing;
import dev.slipway.releases.pricing.PricingFacts;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pairs for [PricingCheck].
final class PricingTrips {
  private static final PriceTerms PAID = new PriceTerms.Paid("USA", new BigDecimal("4.98"));

  private PricingTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        Trip.first(
            PRICE_MISSING,
            s -> s.pricing = new PricingFacts(Pricing.UNSET, null, null),
            s -> s.pricing = new PricingFacts(Pricing.costing("USA", "0.0"), null, null)),
        Trip.of(
            PRICE_POINT_UNKNOWN,
            s -> priced(s, points(null, "4.49", "4.99")),
            s -> priced(s, points("4.98", null, null))),
        Trip.of(
            PRICE_TERRITORY_UNKNOWN,
            s -> priced(s, points(null, null, null)),
            s -> priced(s, points("4.98", null, null))),
        Trip.of(
            TERRITORY_UNKNOWN,
            s -> available(s, new Territories.Only(List.of("DEU", "GER"))),
            s -> available(s, new Territories.Only(List.of("DEU", "FRA")))),
        Trip.first(
            APP_IN_NO_STORE,
            s -> s.pricing = new PricingFacts(null, null, Pricing.NEVER_SET),
            s -> s.pricing = new PricingFacts(null, null, Pricing.available("FRA"))),
        Trip.of(
            NEW_TERRITORIES_FIXED,
            s -> {
              s.manifest.availability = new AvailabilityTerms(new Territories.All(), false);
              s.pricing = new PricingFacts(null, null, Pricing.available("DEU"));
            },
            s -> {
              s.manifest.availability = new AvailabilityTerms(new Territories.All(), true);
              s.pricing = new PricingFacts(null, null, Pricing.available("DEU"));
            }));
  }

  private static void priced(Subject subject, NearestPricePoints nearest) {
    subject.manifest.price = PAID;
    subject.pricing = new PricingFacts(Pricing.UNSET, nearest, null);
  }

  private static void available(Subject subject, Territories territories) {
    subject.manifest.availability = new AvailabilityTerms(territories, null);
    subject.pricing = new PricingFacts(null, null, Pricing.NEVER_SET);
  }

  private static NearestPricePoints points(
      @Nullable String exact, @Nullable String below, @Nullable String above) {
    return new NearestPricePoints(point(exact), point(below), point(above), 1);
  }

  private static @Nullable AppPricePoint point(@Nullable String price) {
    return price == null
        ? null
        : new AppPricePoint(new AppPricePointId("P" + price), new BigDecimal(price));
  }
}
