package dev.slipway.releases.preflight.checks;

import static dev.slipway.problems.ProblemType.METADATA_MISSING;
import static dev.slipway.problems.ProblemType.RELEASE_JSON_INVALID;

import dev.slipway.problems.Check;
import dev.slipway.problems.Rule;

/// Checks of the app's price and availability.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum PricingCheck implements Check {
  PRICE_MISSING(
      Rule.whenSubmitted(
          METADATA_MISSING,
          "The app has no price, and Apple reviews no app without one, not even a free one",
          "\"FREE\", or an object such as {\"baseTerritory\": \"USA\", \"customerPrice\":"
              + " \"4.99\"}",
          "Add price to release.json, or set one in App Store Connect under Pricing and"
              + " Availability.",
          "error STATE_ERROR.APP_PRICING_REQUIRED; first-release-live.md, C")),
  PRICE_POINT_UNKNOWN(
      Rule.error(
          RELEASE_JSON_INVALID,
          "Apple has no such price in this territory",
          "one of Apple's prices of the base territory",
          "Choose another customerPrice.",
          "App Store Connect API, AppPricePointV3; first-release-live.md, B1")),
  PRICE_TERRITORY_UNKNOWN(
      Rule.error(
          RELEASE_JSON_INVALID,
          "Apple has no prices for this territory",
          "a country or region of the App Store, by its code of three letters",
          "Correct baseTerritory.",
          "App Store Connect API, AppPricePointV3; first-release-live.md, B1")),
  TERRITORY_UNKNOWN(
      Rule.error(
          RELEASE_JSON_INVALID,
          "The App Store has no such country or region",
          "a country or region of the App Store, by its code of three letters",
          "Correct or remove it.",
          "App Store Connect API, Territory")),
  APP_IN_NO_STORE(
      Rule.warning(
          METADATA_MISSING,
          "The app is available in no country or region, so no store will offer it, although Apple"
              + " approves it",
          "for example {\"territories\": \"ALL\"}",
          "Add availability to release.json, or choose countries in App Store Connect under Pricing"
              + " and Availability.",
          "first-release-live.md, A1")),
  NEW_TERRITORIES_FIXED(
      Rule.warning(
          RELEASE_JSON_INVALID,
          "Whether the app is available in countries that Apple adds later cannot be changed by"
              + " Apple's API once it is set",
          null,
          "Change it in App Store Connect under Pricing and Availability, or remove"
              + " newTerritories.",
          "first-release-live.md, A13"));

  private final Rule rule;

  PricingCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }
}
