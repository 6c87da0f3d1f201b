package dev.slipway.releases.refusals;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;
import java.util.stream.Stream;

/// What may keep a version out of review although Apple names nothing, and where a person sees it:
/// neither Slipway's calls nor Apple's answers show it (app-store-connect.md, 12). A missing
/// availability or trader status keeps no version out (first-release-live.md, A1 and A2).
public final class UnseenCauses {
  private static final List<String> ALWAYS =
      List.of(
          "The app's privacy answers may not be published. " + WebStep.APP_PRIVACY.sentence(),
          "An agreement may wait for the Account Holder, or bank and tax forms may be missing. "
              + WebStep.PAID_APPS.sentence());

  private static final String PRICE =
      "The app may have no price. In App Store Connect open the app, then Pricing and"
          + " Availability; a free app needs a price, too.";

  private UnseenCauses() {}

  /// Returns one problem for each page to look at.
  ///
  /// @param priceIsSet whether the app surely has a price: preflight found one, or the app was on
  ///   sale before
  public static List<Problem> problems(boolean priceIsSet) {
    return Stream.concat(ALWAYS.stream(), priceIsSet ? Stream.empty() : Stream.of(PRICE))
        .map(words -> Problem.of(ProblemType.SUBMISSION_REFUSED, words))
        .toList();
  }
}
