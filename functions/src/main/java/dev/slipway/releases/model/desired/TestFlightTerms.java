package dev.slipway.releases.model.desired;

import java.util.List;
import java.util.Map;

/// What `release.json` asks of TestFlight.
///
/// @param whatToTest text per locale
/// @param groups names of beta groups that get the build
/// @param submitForBetaReview whether external groups' build goes to Beta App Review
/// @param only true: the release ends with TestFlight; false: App Review follows at once
public record TestFlightTerms(
    Map<String, String> whatToTest,
    List<String> groups,
    boolean submitForBetaReview,
    boolean only) {
  public TestFlightTerms {
    whatToTest = Map.copyOf(whatToTest);
    groups = List.copyOf(groups);
  }
}
