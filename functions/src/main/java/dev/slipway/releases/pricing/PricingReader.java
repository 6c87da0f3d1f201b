package dev.slipway.releases.pricing;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.pricing.AppPriceSchedulesClient;
import dev.slipway.appstoreconnect.pricing.NearestPricePoints;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.drops.manifest.AvailabilityTerms;
import dev.slipway.drops.manifest.PriceTerms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an app's price and availability, with only the calls that a drop's terms need:
///
/// - the price: one; one more when prices of several territories are set; and, when the drop asks
///   for another one, one for each 200 of Apple's prices up to that price;
/// - availability: one when it was never set, otherwise two; and one for the App Store's
///   territories when the drop sets it for the first time.
///
/// For one reading.
public final class PricingReader {
  private final AppStoreConnectClient apple;
  private final Instant now;
  private int calls;

  public PricingReader(AppStoreConnectClient apple, Instant now) {
    this.apple = apple;
    this.now = now;
  }

  /// Returns the number of calls made.
  public int calls() {
    return calls;
  }

  /// Reads what the terms concern.
  ///
  /// @param price null when the drop leaves the price unchanged
  /// @param availability null when the drop leaves availability unchanged
  /// @param both whether to read both although the drop leaves them unchanged
  public PricingFacts read(
      AppId app,
      @Nullable PriceTerms price,
      @Nullable AvailabilityTerms availability,
      boolean both) {
    var present = price != null || both ? price(app) : null;
    return new PricingFacts(
        present,
        price == null || present == null || present.is(price) ? null : points(app, present, price),
        availability != null || both ? availability(app, availability != null) : null);
  }

  /// Reads where the app is available.
  public PresentAvailability availability(AppId app) {
    return availability(app, false);
  }

  /// Reads the price alone.
  public PresentPrice price(AppId app) {
    var schedule = apple.appPriceSchedules().find(app);
    calls++;
    return new PresentPrice(schedule.orElse(null), AppPriceSchedulesClient.today(now));
  }

  private NearestPricePoints points(AppId app, PresentPrice present, PriceTerms terms) {
    var found =
        apple
            .appPricePoints()
            .find(app, present.baseTerritory(terms), PresentPrice.customerPrice(terms));
    calls += found.calls();
    return found;
  }

  private PresentAvailability availability(AppId app, boolean wanted) {
    calls++;
    var availability = apple.appAvailabilities().find(app).orElse(null);
    List<TerritoryAvailability> territories = List.of();
    if (availability != null) {
      calls++;
      territories = apple.appAvailabilities().territoriesOf(availability.id());
    }
    List<TerritoryId> all = List.of();
    if (territories.isEmpty() && wanted) {
      calls++;
      all = apple.territories().list();
    }
    return new PresentAvailability(availability, territories, all);
  }
}
