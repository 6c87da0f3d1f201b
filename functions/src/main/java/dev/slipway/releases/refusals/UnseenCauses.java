package dev.slipway.releases.refusals;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;

/// What may keep a version out of review although Apple names nothing, and where a person sees it:
/// neither these calls nor Apple's answers show it (app-store-connect.md, 12; reports of 2026).
public final class UnseenCauses {
  private static final List<String> WHERE_TO_LOOK =
      List.of(
          "The app's privacy answers may not be published. In App Store Connect open the app, then"
              + " App Privacy, complete the answers, and select Publish.",
          "An agreement may wait for the Account Holder, or bank and tax forms may be missing. In"
              + " App Store Connect open Business, then Agreements.",
          "The app may have no price, or no country or region. In App Store Connect open the app,"
              + " then Pricing and Availability; a free app needs a price, too.",
          "The trader status under the EU's Digital Services Act may not be declared. In App Store"
              + " Connect open Business, then Compliance.");

  private UnseenCauses() {}

  /// Returns one problem for each page to look at.
  public static List<Problem> problems() {
    return WHERE_TO_LOOK.stream()
        .map(words -> Problem.of(ProblemType.SUBMISSION_REFUSED, words))
        .toList();
  }
}
