package dev.slipway.releases.preflight.storefronts;

import static dev.slipway.problems.ProblemType.APPLE_REFUSED;
import static dev.slipway.problems.ProblemType.METADATA_MISSING;
import static dev.slipway.problems.ProblemType.SUBMISSION_REFUSED;

import dev.slipway.problems.Check;
import dev.slipway.problems.ProblemType;
import dev.slipway.problems.Rule;

/// Checks for what Apple's API neither sets nor refuses: steps on the web page before the first
/// release, and territories in which Apple does not offer an app although they are selected. All
/// are warnings, because Apple takes the release all the same.
@SuppressWarnings("ImmutableEnumChecker") // Rule is a record of strings and enums
public enum StorefrontCheck implements Check {
  WEB_ONLY_STEPS(
      Rule.warning(
          SUBMISSION_REFUSED,
          "The app was never on the App Store, and some steps before its first release can only be"
              + " done in App Store Connect",
          null,
          "Check each of the steps there; Apple's API does not show whether they are complete.",
          "apple-2026.md, 7; first-release-live.md, A2 and C")),
  TRADER_STATUS_MISSING(
      territory(
          APPLE_REFUSED,
          "Apple does not offer the app in the EU, because no trader status is declared",
          "Declare whether you are a trader under the Digital Services Act in App Store Connect"
              + " under Business, Complete Compliance Requirements.",
          "first-release-live.md, A2")),
  TRADER_STATUS_REJECTED(
      territory(
          APPLE_REFUSED,
          "Apple does not offer the app in the EU, because it could not verify the trader's contact"
              + " information",
          "Correct the trader's address, phone number and e-mail address in App Store Connect under"
              + " Business.",
          "first-release-live.md, A2")),
  TRADER_STATUS_UNVERIFIED(
      territory(
          APPLE_REFUSED,
          "Apple does not offer the app in the EU before it has verified the trader's contact"
              + " information",
          "Wait for Apple, which was seen to take three days; look in App Store Connect under"
              + " Business whether it asks for documents.",
          "first-release-live.md, A2")),
  TERRITORY_RATING_MISSING(
      territory(
          METADATA_MISSING,
          "Apple does not offer the app in some countries, because its age rating is missing",
          "Answer all questions in app_rating_config.json, or in App Store Connect under App"
              + " Information.",
          "first-release-live.md, I")),
  TERRITORY_RATING_FORBIDDEN(
      territory(
          APPLE_REFUSED,
          "Apple does not offer the app in some countries, whose rules forbid it because of its age"
              + " rating or category",
          "Correct the age rating or the category if they are wrong; otherwise no action is"
              + " needed.",
          "first-release-live.md, I")),
  KOREA_RATING_NUMBER_MISSING(
      territory(
          METADATA_MISSING,
          "Apple does not offer the app in South Korea without a number of its rating board (GRAC)",
          "Add gracRatingClassificationNumber to app_rating_config.json, or the number in App Store"
              + " Connect under App Information.",
          "first-release-live.md, I; Apple's announcement of 20 August 2019")),
  BRAZIL_TAX_ID_MISSING(
      territory(
          APPLE_REFUSED,
          "Apple does not offer the app in Brazil without a Brazilian tax ID",
          "Complete the tax form of Brazil in App Store Connect under Business, Tax Forms.",
          "first-release-live.md, I")),
  BRAZIL_GAMBLING_UNVERIFIED(
      territory(
          APPLE_REFUSED,
          "Apple does not offer the app in Brazil before it has verified the permission for"
              + " gambling",
          "Look in App Store Connect under Pricing and Availability at Brazil, and provide what"
              + " Apple asks for there.",
          "first-release-live.md, I")),
  CHINA_GAME_NUMBER_MISSING(
      territory(
          METADATA_MISSING,
          "Apple does not offer the game in China mainland without a verified game registration"
              + " number (GRN)",
          "Enter the number in App Store Connect under App Information, Availability in China"
              + " mainland.",
          "first-release-live.md, I")),
  CHINA_FILING_NUMBER_MISSING(
      territory(
          METADATA_MISSING,
          "Apple does not offer the app in China mainland without a valid ICP filing number",
          "Enter the number in App Store Connect under App Information, Availability in China"
              + " mainland.",
          "App Store Connect API, TerritoryAvailability.contentStatuses; App Store Connect Help,"
              + " App information")),
  ON_SALE_NOWHERE(
      territory(
          METADATA_MISSING,
          "The app is released, but no country or region is selected, so no store offers it",
          "Select countries in App Store Connect under Pricing and Availability.",
          "first-release-live.md, A1")),
  TERRITORY_NOT_OFFERED(
      territory(
          APPLE_REFUSED,
          "Apple does not offer the app in some countries, and names no reason that is known",
          "Look at these countries in App Store Connect under Pricing and Availability.",
          "first-release-live.md, B2 and I"));

  private final Rule rule;

  StorefrontCheck(Rule rule) {
    this.rule = rule;
  }

  @Override
  public Rule rule() {
    return rule;
  }

  private static Rule territory(ProblemType type, String title, String remedy, String source) {
    return Rule.warning(type, title, null, remedy, source);
  }
}
