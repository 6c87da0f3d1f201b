package dev.slipway.releases.readiness;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.slipway.appstoreconnect.apps.App;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.problems.Check;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.checks.AccountCheck;
import dev.slipway.releases.preflight.checks.CompletenessCheck;
import dev.slipway.releases.preflight.checks.ManifestCheck;
import dev.slipway.releases.preflight.checks.PricingCheck;
import dev.slipway.releases.preflight.storefronts.StorefrontCheck;
import dev.slipway.releases.readiness.PlacedFinding.Where;
import dev.slipway.releases.readiness.looks.ReadinessCheck;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A page of App Store Connect on which findings can be fixed. The names of the pages are those of
/// App Store Connect Help; their addresses are those that public links use, since Apple documents
/// none.
enum WebPage {
  /// The version in preparation: the page of every finding that has no other.
  VERSION(
      "Apps, <app>, <platform>, the version", "/apps/<id>/distribution/<path>/version/inflight"),
  APP_INFORMATION("Apps, <app>, App Information", "/apps/<id>/distribution/info"),
  APP_PRIVACY("Apps, <app>, App Privacy", "/apps/<id>/distribution/privacy"),
  PRICING("Apps, <app>, Pricing and Availability", "/apps/<id>/distribution/pricing"),
  TEST_INFORMATION("Apps, <app>, TestFlight, Test Information", "/apps/<id>/testflight/test-info"),
  TESTFLIGHT("Apps, <app>, TestFlight, <platform>", "/apps/<id>/testflight/<path>"),
  PLATFORMS("Apps, <app>, Add Platform in the sidebar", "/apps/<id>/distribution"),
  KEYS("Users and Access, Integrations", "/access/integrations/api"),
  BUSINESS("Business", "/business");

  private static final String HOST = "https://appstoreconnect.apple.com";

  private static final Map<String, WebPage> BY_CHECK =
      Stream.of(
              on(
                  APP_INFORMATION,
                  CompletenessCheck.NAME_MISSING,
                  CompletenessCheck.PRIMARY_CATEGORY_MISSING,
                  CompletenessCheck.CONTENT_RIGHTS_MISSING,
                  CompletenessCheck.AGE_RATING_INCOMPLETE,
                  CompletenessCheck.AGE_RATING_NEW_QUESTIONS,
                  ReadingCheck.AGE_RATING_CONTRADICTORY,
                  CompletenessCheck.ENCRYPTION_DECLARATION_MISSING,
                  CompletenessCheck.ENCRYPTION_DECLARATION_UNDECIDED,
                  StorefrontCheck.TERRITORY_RATING_MISSING,
                  StorefrontCheck.TERRITORY_RATING_FORBIDDEN,
                  StorefrontCheck.KOREA_RATING_NUMBER_MISSING,
                  StorefrontCheck.CHINA_GAME_NUMBER_MISSING,
                  StorefrontCheck.CHINA_FILING_NUMBER_MISSING),
              on(
                  APP_PRIVACY,
                  CompletenessCheck.PRIVACY_POLICY_URL_MISSING,
                  CompletenessCheck.PRIVACY_POLICY_TEXT_MISSING,
                  StorefrontCheck.WEB_ONLY_STEPS),
              on(
                  PRICING,
                  PricingCheck.PRICE_MISSING,
                  PricingCheck.APP_IN_NO_STORE,
                  StorefrontCheck.ON_SALE_NOWHERE,
                  StorefrontCheck.TERRITORY_NOT_OFFERED,
                  StorefrontCheck.BRAZIL_GAMBLING_UNVERIFIED),
              on(
                  TEST_INFORMATION,
                  ReadinessCheck.BETA_TEXT_MISSING,
                  ReadinessCheck.BETA_CONTACT_INCOMPLETE),
              on(
                  TESTFLIGHT,
                  ManifestCheck.ENCRYPTION_UNANSWERED,
                  ReadinessCheck.DECLARATION_NOT_ATTACHED),
              on(PLATFORMS, ReadinessCheck.PLATFORM_NOT_ADDED),
              on(
                  KEYS,
                  AccountCheck.KEY_REJECTED,
                  AccountCheck.ROLE_CANNOT_UPLOAD,
                  AccountCheck.ROLE_CANNOT_EDIT,
                  AccountCheck.ROLE_CANNOT_SUBMIT,
                  ReadinessCheck.PART_NOT_READ),
              on(
                  BUSINESS,
                  AccountCheck.AGREEMENT_UNSIGNED,
                  AccountCheck.MEMBERSHIP_EXPIRED,
                  StorefrontCheck.TRADER_STATUS_MISSING,
                  StorefrontCheck.TRADER_STATUS_REJECTED,
                  StorefrontCheck.TRADER_STATUS_UNVERIFIED,
                  StorefrontCheck.BRAZIL_TAX_ID_MISSING))
          .flatMap(List::stream)
          .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String way;
  private final String path;

  WebPage(String way, String path) {
    this.way = way;
    this.path = path;
  }

  private static List<Map.Entry<String, WebPage>> on(WebPage page, Check... checks) {
    return Stream.of(checks).map(check -> Map.entry(check.slug(), page)).toList();
  }

  /// Returns a finding with its page.
  static PlacedFinding place(Finding finding, App app, Platform platform) {
    var page = BY_CHECK.getOrDefault(finding.check(), VERSION);
    return new PlacedFinding(finding, page.of(app, platform));
  }

  private Where of(App app, Platform platform) {
    return new Where(
        "App Store Connect, "
            + way.replace("<app>", app.name()).replace("<platform>", name(platform)),
        HOST + path.replace("<id>", app.id().value()).replace("<path>", path(platform)));
  }

  private static String name(Platform platform) {
    return switch (platform) {
      case IOS -> "iOS App";
      case MAC_OS -> "macOS App";
      case TV_OS -> "tvOS App";
      case VISION_OS -> "visionOS App";
      case UNKNOWN -> "the platform";
    };
  }

  private static String path(Platform platform) {
    return switch (platform) {
      case IOS, UNKNOWN -> "ios";
      case MAC_OS -> "macos";
      case TV_OS -> "tvos";
      case VISION_OS -> "visionos";
    };
  }
}
