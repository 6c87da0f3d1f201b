package dev.slipway.releases.model.desired;

import java.util.List;
import java.util.Map;

/// What `release.json` asks for in TestFlight.
///
/// @param whatToTest text per locale
/// @param groups the names of the beta groups that get the build
/// @param submitForBetaReview whether to submit the build to Beta App Review for external groups
/// @param only whether the release ends with TestFlight; if false, App Review follows at once
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
