package dev.slipway.releases.preflight.storefronts;

import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.BRAZIL_GAMBLING_UNVERIFIED;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.BRAZIL_TAX_ID_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.CHINA_FILING_NUMBER_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.CHINA_GAME_NUMBER_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.KOREA_RATING_NUMBER_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TERRITORY_NOT_OFFERED;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TERRITORY_RATING_FORBIDDEN;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TERRITORY_RATING_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TRADER_STATUS_MISSING;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TRADER_STATUS_REJECTED;
import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.TRADER_STATUS_UNVERIFIED;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What Apple says of an app in one territory (spec: TerritoryAvailability.contentStatuses), and
/// the check that reports it.
enum ContentStatus {
  AVAILABLE,
  AVAILABLE_FOR_PREORDER_ON_DATE,
  PROCESSING_TO_NOT_AVAILABLE,
  PROCESSING_TO_AVAILABLE,
  PROCESSING_TO_PRE_ORDER,
  /// Stands beside [#CANNOT_SELL] in each territory before the first release
  /// (first-release-live.md, B2).
  AVAILABLE_FOR_SALE_UNRELEASED_APP,
  PREORDER_ON_UNRELEASED_APP,
  AVAILABLE_FOR_PREORDER,
  MISSING_RATING(TERRITORY_RATING_MISSING, "the age rating is missing"),
  CANNOT_SELL_RESTRICTED_RATING(TERRITORY_RATING_FORBIDDEN, "the age rating is restricted"),
  BRAZIL_REQUIRED_TAX_ID(BRAZIL_TAX_ID_MISSING, "the tax ID is missing"),
  BRAZIL_GAMBLING_NOT_VERIFIED(BRAZIL_GAMBLING_UNVERIFIED, "the permission is not verified"),
  MISSING_GRN(CHINA_GAME_NUMBER_MISSING, "the number is missing"),
  UNVERIFIED_GRN(CHINA_GAME_NUMBER_MISSING, "the number is not verified"),
  ICP_NUMBER_INVALID(CHINA_FILING_NUMBER_MISSING, "the number is invalid"),
  ICP_NUMBER_MISSING(CHINA_FILING_NUMBER_MISSING, "the number is missing"),
  TRADER_STATUS_NOT_PROVIDED(TRADER_STATUS_MISSING, "the trader status is not declared"),
  TRADER_STATUS_VERIFICATION_FAILED(TRADER_STATUS_REJECTED, "the verification failed"),
  TRADER_STATUS_VERIFICATION_STATUS_MISSING(
      TRADER_STATUS_UNVERIFIED, "the trader status is not verified"),
  CANNOT_SELL_SEVENTEEN_PLUS_APPS(TERRITORY_RATING_FORBIDDEN, "apps for 17 and older"),
  CANNOT_SELL_SEXUALLY_EXPLICIT(TERRITORY_RATING_FORBIDDEN, "sexually explicit content"),
  CANNOT_SELL_NON_IOS_GAMES(TERRITORY_RATING_FORBIDDEN, "games for other platforms than iOS"),
  CANNOT_SELL_SEVENTEEN_PLUS_GAMES(TERRITORY_RATING_FORBIDDEN, "games for 17 and older"),
  CANNOT_SELL_CASINO(TERRITORY_RATING_FORBIDDEN, "casino games"),
  CANNOT_SELL_CASINO_WITHOUT_GRAC(
      KOREA_RATING_NUMBER_MISSING, "casino games need a number of the rating board"),
  CANNOT_SELL_CASINO_WITHOUT_AGE_VERIFICATION(
      TERRITORY_RATING_FORBIDDEN, "casino games without verification of age"),
  CANNOT_SELL_ADULT_ONLY(TERRITORY_RATING_FORBIDDEN, "apps for adults only"),
  CANNOT_SELL_GAMBLING_CONTESTS(TERRITORY_RATING_FORBIDDEN, "gambling and contests"),
  CANNOT_SELL_GAMBLING(TERRITORY_RATING_FORBIDDEN, "gambling"),
  CANNOT_SELL_CONTESTS(TERRITORY_RATING_FORBIDDEN, "contests"),
  CANNOT_SELL_NINETEEN_PLUS_WITHOUT_GRAC(
      KOREA_RATING_NUMBER_MISSING, "apps for 19 and older need a number of the rating board"),
  /// Names no reason; counts only where no other status does.
  CANNOT_SELL(TERRITORY_NOT_OFFERED, "Apple names no reason"),
  CANNOT_SELL_FREQUENT_INTENSE_GAMBLING(
      TERRITORY_RATING_FORBIDDEN, "frequent or intense simulated gambling"),
  CANNOT_SELL_FREQUENT_INTENSE_ALCOHOL_TOBACCO_DRUGS(
      TERRITORY_RATING_FORBIDDEN, "frequent or intense alcohol, tobacco or drugs"),
  CANNOT_SELL_FREQUENT_INTENSE_VIOLENCE(TERRITORY_RATING_FORBIDDEN, "frequent or intense violence"),
  CANNOT_SELL_FREQUENT_INTENSE_SEXUAL_CONTENT_NUDITY(
      TERRITORY_RATING_FORBIDDEN, "frequent or intense sexual content or nudity"),
  CANNOT_SELL_INFREQUENT_MILD_ALCOHOL_TOBACCO_DRUGS(
      TERRITORY_RATING_FORBIDDEN, "infrequent or mild alcohol, tobacco or drugs"),
  CANNOT_SELL_INFREQUENT_MILD_SEXUAL_CONTENT_NUDITY(
      TERRITORY_RATING_FORBIDDEN, "infrequent or mild sexual content or nudity"),
  CANNOT_SELL_FREQUENT_INTENSE(
      TERRITORY_RATING_FORBIDDEN, "frequent or intense content of the age rating"),
  CANNOT_SELL_FREQUENT_INTENSE_WITHOUT_GRAC(
      KOREA_RATING_NUMBER_MISSING,
      "frequent or intense content needs a number of the rating board"),
  CANNOT_SELL_FREQUENT_GAMBLING(TERRITORY_RATING_FORBIDDEN, "frequent simulated gambling"),
  CANNOT_SELL_FREQUENT_ALCOHOL_TOBACCO_DRUGS(
      TERRITORY_RATING_FORBIDDEN, "frequent alcohol, tobacco or drugs"),
  CANNOT_SELL_FREQUENT_VIOLENCE(TERRITORY_RATING_FORBIDDEN, "frequent violence"),
  CANNOT_SELL_FREQUENT_SEXUAL_CONTENT_NUDITY(
      TERRITORY_RATING_FORBIDDEN, "frequent sexual content or nudity"),
  CANNOT_SELL_INFREQUENT_ALCOHOL_TOBACCO_DRUGS(
      TERRITORY_RATING_FORBIDDEN, "infrequent alcohol, tobacco or drugs"),
  CANNOT_SELL_INFREQUENT_SEXUAL_CONTENT_NUDITY(
      TERRITORY_RATING_FORBIDDEN, "infrequent sexual content or nudity"),
  CANNOT_SELL_FREQUENT(TERRITORY_RATING_FORBIDDEN, "frequent content of the age rating"),
  CANNOT_SELL_FREQUENT_WITHOUT_GRAC(
      KOREA_RATING_NUMBER_MISSING, "frequent content needs a number of the rating board");

  private static final Map<String, ContentStatus> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Enum::name, Function.identity()));

  private final @Nullable StorefrontCheck check;
  private final String words;

  /// The app is offered there, or will be.
  ContentStatus() {
    this.check = null;
    this.words = "";
  }

  /// @param words the reason in a few words, after "for" or alone
  ContentStatus(StorefrontCheck check, String words) {
    this.check = check;
    this.words = words;
  }

  /// Returns the status with Apple's name; empty for one that Apple added later.
  static Optional<ContentStatus> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// Returns the check that reports the status; empty when the app is offered, or will be.
  Optional<StorefrontCheck> check() {
    return Optional.ofNullable(check);
  }

  /// Returns the reason in a few words; empty when there is no check.
  String words() {
    return words;
  }
}
