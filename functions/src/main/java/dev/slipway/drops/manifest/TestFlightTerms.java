package dev.slipway.drops.manifest;

import java.util.List;
import java.util.Map;

/// What a release does at TestFlight, `testFlight` in `release.json`.
///
/// @param whatToTest text by locale, each of 1 to 4,000 characters; empty when left out
/// @param groups names of beta groups that get the build, in the given order
/// @param submitForBetaReview whether the build goes to beta review; when left out: true if there
///   are groups
/// @param only whether the release ends with TestFlight; false: App Review follows
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
