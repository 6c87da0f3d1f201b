package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.BRAZIL_GAMBLING_UNVERIFIED;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.BRAZIL_TAX_ID_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.CHINA_FILING_NUMBER_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.CHINA_GAME_NUMBER_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.KOREA_RATING_NUMBER_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.ON_SALE_NOWHERE;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TERRITORY_NOT_OFFERED;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TERRITORY_RATING_FORBIDDEN;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TERRITORY_RATING_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TRADER_STATUS_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TRADER_STATUS_REJECTED;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TRADER_STATUS_UNVERIFIED;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.WEB_ONLY_STEPS;

import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.releases.preflight.storefronts.StorefrontCheck;
import dev.slipway.releases.preflight.storefronts.TerritoryFindings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Pairs for [StorefrontCheck].
final class StorefrontTrips {
  private StorefrontTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        Trip.first(
            WEB_ONLY_STEPS,
            s -> s.appInfoState = AppInfoState.PREPARE_FOR_SUBMISSION,
            // A first version of this platform, of an app that is on sale on another.
            s -> s.appInfoState = AppInfoState.READY_FOR_DISTRIBUTION),
        territory(TRADER_STATUS_MISSING, "TRADER_STATUS_NOT_PROVIDED"),
        territory(TRADER_STATUS_REJECTED, "TRADER_STATUS_VERIFICATION_FAILED"),
        territory(TRADER_STATUS_UNVERIFIED, "TRADER_STATUS_VERIFICATION_STATUS_MISSING"),
        territory(TERRITORY_RATING_MISSING, "MISSING_RATING"),
        territory(TERRITORY_RATING_FORBIDDEN, "CANNOT_SELL_ADULT_ONLY"),
        territory(KOREA_RATING_NUMBER_MISSING, "CANNOT_SELL_CASINO_WITHOUT_GRAC"),
        territory(BRAZIL_TAX_ID_MISSING, "BRAZIL_REQUIRED_TAX_ID"),
        territory(BRAZIL_GAMBLING_UNVERIFIED, "BRAZIL_GAMBLING_NOT_VERIFIED"),
        territory(CHINA_GAME_NUMBER_MISSING, "UNVERIFIED_GRN"),
        territory(CHINA_FILING_NUMBER_MISSING, "ICP_NUMBER_MISSING"),
        Trip.of(
            ON_SALE_NOWHERE,
            s -> s.readingFindings.add(ON_SALE_NOWHERE.finding(false, null, null, "")),
            s -> read(s, List.of("AVAILABLE"))),
        territory(TERRITORY_NOT_OFFERED, "CANNOT_SELL"));
  }

  /// Beside it: a territory before the first release.
  private static Trip territory(StorefrontCheck check, String status) {
    return Trip.of(
        check,
        s -> read(s, List.of("CANNOT_SELL", status)),
        s -> read(s, List.of("CANNOT_SELL", "AVAILABLE_FOR_SALE_UNRELEASED_APP")));
  }

  private static void read(Subject subject, List<String> statuses) {
    subject.readingFindings.addAll(TerritoryFindings.of(Map.of("ITA", statuses)));
  }
}
