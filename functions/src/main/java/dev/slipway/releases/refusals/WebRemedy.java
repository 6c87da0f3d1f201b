package dev.slipway.releases.refusals;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Remedies for what neither the drop nor a call can fix (reference 12; public reports of 2026),
/// found by Apple's code, or else by its words.
enum WebRemedy {
  APP_PRIVACY(
      "STATE_ERROR.APP_DATA_USAGES_REQUIRED",
      "data usages",
      "The app's privacy answers are not published. "
          + WebStep.APP_PRIVACY.sentence()
          + WebRemedy.NO_API),
  PRICE(
      "STATE_ERROR.APP_PRICING_REQUIRED",
      "pricing",
      "The app has no price. Add price to release.json, also for a free app (\"FREE\"), or set one"
          + " in App Store Connect under Pricing and Availability."),
  BETA_SDK(
      "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE"
          + ".BUILD_SDK_NOT_ALLOWED_FOR_APP_STORE_SUBMISSION",
      "build sdk build is not yet supported",
      "The build was made with an SDK that Apple does not accept for the App Store yet. Build it"
          + " with a released version of Xcode, raise CFBundleVersion and upload the new build."),
  AGREEMENT(
      null,
      "agreement",
      "An agreement is missing or has expired. "
          + WebStep.AGREEMENTS.sentence()
          + WebRemedy.NO_API),
  AVAILABILITY(
      null,
      "availability",
      "The app is not available in any country. Add availability to release.json, or select"
          + " countries in App Store Connect under Pricing and Availability."),
  TAX_FORMS(
      null,
      "tax form",
      "Bank or tax forms are missing. " + WebStep.PAID_APPS.sentence() + WebRemedy.NO_API),
  TRADER(
      null,
      "trader",
      "The trader status under the EU's Digital Services Act is not declared. "
          + WebStep.TRADER_STATUS.sentence()
          + WebRemedy.NO_API);

  private static final String NO_API = " Apple's API cannot do it.";

  private final @Nullable String code;
  private final String words;
  private final String remedy;

  WebRemedy(@Nullable String code, String words, String remedy) {
    this.code = code;
    this.words = words;
    this.remedy = remedy;
  }

  static Optional<Problem> of(ApiError error) {
    String said =
        (error.code() + " " + error.title() + " " + error.detail()).toLowerCase(Locale.ROOT);
    return find(error)
        .or(() -> Arrays.stream(values()).filter(one -> said.contains(one.words)).findFirst())
        .map(one -> Problem.of(ProblemType.SUBMISSION_REFUSED, one.remedy));
  }

  /// Returns the remedy for Apple's code alone.
  static Optional<Problem> byCode(ApiError error) {
    return find(error).map(one -> Problem.of(ProblemType.SUBMISSION_REFUSED, one.remedy));
  }

  private static Optional<WebRemedy> find(ApiError error) {
    return Arrays.stream(values())
        .filter(one -> one.code != null && error.hasCode(one.code))
        .findFirst();
  }
}
