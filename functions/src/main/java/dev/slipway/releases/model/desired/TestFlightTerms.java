package dev.slipway.releases.model.desired;

import dev.slipway.drops.testflight.TestFlightSetup;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `release.json` asks for in TestFlight.
///
/// @param whatToTest text per locale
/// @param groups the names of the beta groups that get the build
/// @param submitForBetaReview whether to submit the build to Beta App Review for external groups
/// @param only whether the release ends with TestFlight; if false, App Review follows at once
/// @param appSetup what else is wanted of the app in TestFlight; null for nothing, and in records
///   of older versions
public record TestFlightTerms(
    Map<String, String> whatToTest,
    List<String> groups,
    boolean submitForBetaReview,
    boolean only,
    @Nullable TestFlightSetup appSetup) {
  public TestFlightTerms {
    whatToTest = Map.copyOf(whatToTest);
    groups = List.copyOf(groups);
    appSetup = TestFlightSetup.NONE.equals(appSetup) ? null : appSetup;
  }

  /// Creates terms that change nothing but the build.
  public TestFlightTerms(
      Map<String, String> whatToTest,
      List<String> groups,
      boolean submitForBetaReview,
      boolean only) {
    this(whatToTest, groups, submitForBetaReview, only, null);
  }

  /// Returns what else is wanted of the app in TestFlight.
  public TestFlightSetup setup() {
    return appSetup == null ? TestFlightSetup.NONE : appSetup;
  }
}
