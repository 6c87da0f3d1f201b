package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.PricingCheck.APP_IN_NO_STORE;
import static dev.slipway.releases.preflight.checks.PricingCheck.NEW_TERRITORIES_FIXED;
import static dev.slipway.releases.preflight.checks.PricingCheck.PRICE_MISSING;
import static dev.slipway.releases.preflight.checks.PricingCheck.PRICE_POINT_UNKNOWN;
import static dev.slipway.releases.preflight.checks.PricingCheck.PRICE_TERRITORY_UNKNOWN;
import static dev.slipway.releases.preflight.checks.PricingCheck.TERRITORY_UNKNOWN;

import dev.slipway.appstoreconnect.pricing.AppPricePoint;
import dev.slipway.appstoreconnect.pricing.NearestPricePoints;
import dev.slipway.drops.manifest.AvailabilityTerms;
import dev.slipway.drops.manifest.PriceTerms;
import dev.slipway.drops.manifest.TerritoryCodes;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.PricingCheck;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.pricing.PresentAvailability;
import dev.slipway.releases.pricing.PresentPrice;
import dev.slipway.releases.pricing.PricingFacts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs [PricingCheck].
final class PricingChecks {
  private static final String PRICE = "$.price";
  private static final String AVAILABILITY = "$.availability";

  /// One author believes so (first-release-live.md, C); nobody has quoted an answer.
  private static final String PAID_APPS =
      " Apple shows no higher price, perhaps because the Paid Apps agreement is not in effect: ask"
          + " the Account Holder to look in App Store Connect under Business.";

  private PricingChecks() {}

  static void run(PreflightSubject subject, PricingFacts facts, FindingList findings) {
    if (facts.price() != null) {
      price(subject, facts.price(), facts.wanted(), findings);
    }
    if (facts.availability() != null) {
      availability(subject, facts.availability(), findings);
    }
  }

  private static void price(
      PreflightSubject subject,
      PresentPrice present,
      @Nullable NearestPricePoints nearest,
      FindingList findings) {
    var terms = subject.manifest().price();
    if (terms == null) {
      if (!present.isSet() && !subject.hasFaultWithin(PRICE)) {
        findings.add(PRICE_MISSING, PRICE, null);
      }
    } else if (nearest != null && nearest.exact() == null) {
      if (nearest.isEmpty()) {
        String territory = present.baseTerritory(terms).value();
        findings.add(
            PRICE_TERRITORY_UNKNOWN,
            place(terms, "baseTerritory"),
            territory,
            meant(territory, TerritoryCodes.all()));
      } else {
        findings.add(
            PRICE_POINT_UNKNOWN,
            place(terms, "customerPrice"),
            present.words(terms),
            words(nearest));
      }
    }
  }

  private static String place(PriceTerms terms, String field) {
    return terms instanceof PriceTerms.Free ? PRICE : PRICE + "." + field;
  }

  private static String words(NearestPricePoints nearest) {
    var prices =
        Stream.of(nearest.below(), nearest.above())
            .flatMap(Stream::ofNullable)
            .map(AppPricePoint::customerPrice)
            .map(price -> "\"" + price.toPlainString() + "\"")
            .collect(Collectors.joining(" and "));
    if (prices.contains(" and ")) {
      return "The nearest ones are " + prices + ".";
    }
    return "The nearest one is " + prices + "." + (isFreeAlone(nearest) ? PAID_APPS : "");
  }

  private static boolean isFreeAlone(NearestPricePoints nearest) {
    var below = nearest.below();
    return nearest.above() == null && below != null && below.customerPrice().signum() == 0;
  }

  private static void availability(
      PreflightSubject subject, PresentAvailability present, FindingList findings) {
    var terms = subject.manifest().availability();
    if (terms == null) {
      if (!present.isSomewhere() && !subject.hasFaultWithin(AVAILABILITY)) {
        findings.add(APP_IN_NO_STORE, AVAILABILITY, null);
      }
      return;
    }
    var known = present.codes();
    boolean sound = true;
    var named = terms.territories().named();
    for (int i = 0; i < named.size(); i++) {
      String code = named.get(i);
      if (!known.contains(code)) {
        findings.add(TERRITORY_UNKNOWN, terms.territories().path(i), code, meant(code, known));
        sound = false;
      }
    }
    if (sound && !present.isSomewhere(terms.territories())) {
      findings.add(APP_IN_NO_STORE, AVAILABILITY, null);
    }
    newTerritories(terms, present, findings);
  }

  private static void newTerritories(
      AvailabilityTerms terms, PresentAvailability present, FindingList findings) {
    var set = present.availability();
    Boolean wanted = terms.newTerritories();
    if (present.isSet()
        && set != null
        && wanted != null
        && wanted != set.availableInNewTerritories()) {
      findings.add(NEW_TERRITORIES_FIXED, AVAILABILITY + ".newTerritories", String.valueOf(wanted));
    }
  }

  private static String meant(String code, List<String> known) {
    return TerritoryCodes.closest(code, known)
        .map(meant -> "Did you mean \"" + meant + "\"?")
        .orElse("");
  }
}
