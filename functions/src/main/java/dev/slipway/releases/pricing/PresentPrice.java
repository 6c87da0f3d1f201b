package dev.slipway.releases.pricing;

import static java.util.stream.Collectors.joining;

import dev.slipway.appstoreconnect.pricing.AppPrice;
import dev.slipway.appstoreconnect.pricing.AppPriceSchedule;
import dev.slipway.appstoreconnect.pricing.NewAppPrice;
import dev.slipway.appstoreconnect.resource.PricingId.AppPricePointId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.drops.manifest.PriceTerms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The price that an app has at Apple. Pure.
///
/// @param schedule null when no price was ever set
/// @param today in US Pacific time, by which Apple decides
public record PresentPrice(@Nullable AppPriceSchedule schedule, LocalDate today) {
  /// The base territory of an app that is free and has no other; every app can have this one.
  private static final TerritoryId USA = new TerritoryId("USA");

  /// Returns whether a price was ever set; without one Apple refuses a submission.
  public boolean isSet() {
    return schedule != null;
  }

  /// Returns whether the app has this price today: the same in the base territory, and for a free
  /// app no other price anywhere.
  public boolean is(PriceTerms terms) {
    if (schedule == null) {
      return false;
    }
    return switch (terms) {
      case PriceTerms.Free _ ->
          ofBase().isPresent() && applying().allMatch(price -> price.customerPrice().signum() == 0);
      case PriceTerms.Paid(String territory, BigDecimal customerPrice) ->
          schedule.baseTerritory().value().equals(territory)
              && ofBase()
                  .filter(price -> price.customerPrice().compareTo(customerPrice) == 0)
                  .isPresent();
    };
  }

  /// Returns the territory in which the terms state a price; for a free app the present one.
  public TerritoryId baseTerritory(PriceTerms terms) {
    return switch (terms) {
      case PriceTerms.Free _ -> schedule == null ? USA : schedule.baseTerritory();
      case PriceTerms.Paid(String territory, var _) -> new TerritoryId(territory);
    };
  }

  /// Returns the amount that the terms state.
  public static BigDecimal customerPrice(PriceTerms terms) {
    return switch (terms) {
      case PriceTerms.Free _ -> BigDecimal.ZERO;
      case PriceTerms.Paid(var _, BigDecimal customerPrice) -> customerPrice;
    };
  }

  /// Returns all prices of a schedule in which these terms apply from now on. Apple replaces the
  /// whole schedule, so it contains what the drop does not speak of: changes of this price on a
  /// later day, and, unless the app becomes free, the prices of other territories.
  ///
  /// @param point the price point of the terms
  public List<NewAppPrice> replacedBy(PriceTerms terms, AppPricePointId point) {
    var base = baseTerritory(terms);
    var later =
        all()
            .filter(price -> price.territory().equals(base) && price.beginsAfter(today))
            .sorted(Comparator.comparing(price -> Objects.requireNonNull(price.startDate())))
            .toList();
    var prices = new ArrayList<NewAppPrice>();
    prices.add(new NewAppPrice(point, null, later.isEmpty() ? null : later.getFirst().startDate()));
    later.forEach(price -> prices.add(kept(price)));
    if (terms instanceof PriceTerms.Paid) {
      others()
          .filter(price -> !price.territory().equals(base) && !price.isOverOn(today))
          .forEach(price -> prices.add(kept(price)));
    }
    return prices;
  }

  /// Returns the price for people, such as `4.99 (USA), 4.49 (DEU)`; null when none is set.
  public @Nullable String words() {
    if (schedule == null) {
      return null;
    }
    return Stream.concat(ofBase().stream(), others().filter(price -> price.appliesOn(today)))
        .map(price -> words(price.customerPrice(), price.territory()))
        .collect(joining(", "));
  }

  /// Returns the terms for people.
  public String words(PriceTerms terms) {
    return words(customerPrice(terms), baseTerritory(terms));
  }

  private static String words(BigDecimal price, TerritoryId territory) {
    return (price.signum() == 0 ? "free" : price.toPlainString()) + " (" + territory + ")";
  }

  /// A price that applies already is sent without its first day: Apple refuses a day in the past.
  private NewAppPrice kept(AppPrice price) {
    return new NewAppPrice(
        price.pricePoint(), price.beginsAfter(today) ? price.startDate() : null, price.endDate());
  }

  private Optional<AppPrice> ofBase() {
    return schedule == null
        ? Optional.empty()
        : applying()
            .filter(price -> price.territory().equals(schedule.baseTerritory()))
            .findFirst();
  }

  private Stream<AppPrice> others() {
    return schedule == null
        ? Stream.empty()
        : all().filter(price -> !price.territory().equals(schedule.baseTerritory()));
  }

  private Stream<AppPrice> applying() {
    return all().filter(price -> price.appliesOn(today));
  }

  private Stream<AppPrice> all() {
    return schedule == null ? Stream.empty() : schedule.manualPrices().stream();
  }
}
