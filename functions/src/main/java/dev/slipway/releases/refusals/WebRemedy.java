package dev.slipway.releases.refusals;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Remedies for what no API can fix (reference 12). They are found by Apple's words, because these
/// errors have no code of their own.
final class WebRemedy {
  private static final Map<String, String> BY_WORD =
      new TreeMap<>(
          Map.of(
              "data usages",
              "The app's privacy answers are not published. Answer and publish them in App Store"
                  + " Connect under App Privacy; Apple's API cannot do it.",
              "trader",
              "The trader status under the EU's Digital Services Act is not declared. Declare it"
                  + " in App Store Connect under Business; Apple's API cannot do it.",
              "pricing",
              "The app has no price. Set one in App Store Connect under Pricing and Availability,"
                  + " also for a free app.",
              "availability",
              "The app is not available in any country. Select countries in App Store Connect under"
                  + " Pricing and Availability.",
              "agreement",
              "An agreement is missing or has expired. Ask the Account Holder to accept it in App"
                  + " Store Connect under Business; Apple's API cannot do it.",
              "tax form",
              "Bank or tax forms are missing. Complete them in App Store Connect under Business;"
                  + " Apple's API cannot do it."));

  private WebRemedy() {}

  static Optional<Problem> of(ApiError error) {
    String said =
        (error.code() + " " + error.title() + " " + error.detail()).toLowerCase(Locale.ROOT);
    return BY_WORD.entrySet().stream()
        .filter(remedy -> said.contains(remedy.getKey()))
        .map(remedy -> Problem.of(ProblemType.SUBMISSION_REFUSED, remedy.getValue()))
        .findFirst();
  }
}
