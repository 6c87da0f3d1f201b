package dev.slipway.releases.refusals;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What no API can mend (reference 12): told by Apple's words, since it has no code of its own.
final class WebRemedy {
  private static final Map<String, String> BY_WORD =
      new TreeMap<>(
          Map.of(
              "data usages",
              "The app's privacy answers are not published. Answer and publish them under App"
                  + " Privacy at App Store Connect: the API cannot.",
              "trader",
              "The trader status under the EU's Digital Services Act is not declared. Declare it"
                  + " under Business at App Store Connect: the API cannot.",
              "pricing",
              "The app has no price. Choose one, also for a free app, under Pricing and"
                  + " Availability at App Store Connect.",
              "availability",
              "It is not said where the app is available. Choose countries under Pricing and"
                  + " Availability at App Store Connect.",
              "agreement",
              "An agreement is missing or has expired. The Account Holder accepts it under"
                  + " Business at App Store Connect: the API cannot.",
              "tax form",
              "Bank or tax forms are missing. Fill them in under Business at App Store Connect:"
                  + " the API cannot."));

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
