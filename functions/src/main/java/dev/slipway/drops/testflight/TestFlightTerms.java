package dev.slipway.drops.testflight;

import java.util.List;
import java.util.Map;

/// The TestFlight settings of a release, `testFlight` in `release.json`.
///
/// @param whatToTest texts by locale, each of 1 to 4,000 characters; empty when omitted
/// @param groups the names of the beta groups that get the build, in the given order
/// @param submitForBetaReview whether to submit the build to Beta App Review; when omitted, true if
///   there are groups
/// @param only whether the release ends with TestFlight; when false, App Review follows
/// @param setup what else is wanted of the app in TestFlight
public record TestFlightTerms(
    Map<String, String> whatToTest,
    List<String> groups,
    boolean submitForBetaReview,
    boolean only,
    TestFlightSetup setup) {
  public TestFlightTerms {
    whatToTest = Map.copyOf(whatToTest);
    groups = List.copyOf(groups);
  }

  /// Creates terms that change nothing but the build.
  public TestFlightTerms(
      Map<String, String> whatToTest,
      List<String> groups,
      boolean submitForBetaReview,
      boolean only) {
    this(whatToTest, groups, submitForBetaReview, only, TestFlightSetup.NONE);
  }
}
