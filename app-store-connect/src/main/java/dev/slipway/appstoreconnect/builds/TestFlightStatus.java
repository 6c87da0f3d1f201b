package dev.slipway.appstoreconnect.builds;

import dev.slipway.appstoreconnect.testflight.BetaAppReviewSubmission;
import dev.slipway.appstoreconnect.testflight.BetaBuildLocalization;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.appstoreconnect.testflight.BuildBetaDetail;
import java.util.List;
import java.util.Optional;

/// A build and everything that TestFlight has on it.
///
/// @param betaGroups the groups that were given the build
/// @param betaBuildLocalizations all of them
/// @param betaAppReviewSubmission absent while it was never submitted
public record TestFlightStatus(
    Build build,
    List<BetaGroup> betaGroups,
    List<BetaBuildLocalization> betaBuildLocalizations,
    Optional<BuildBetaDetail> buildBetaDetail,
    Optional<BetaAppReviewSubmission> betaAppReviewSubmission) {
  public TestFlightStatus {
    betaGroups = List.copyOf(betaGroups);
    betaBuildLocalizations = List.copyOf(betaBuildLocalizations);
  }
}
