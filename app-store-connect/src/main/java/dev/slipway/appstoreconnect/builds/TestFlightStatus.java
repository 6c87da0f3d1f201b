package dev.slipway.appstoreconnect.builds;

import dev.slipway.appstoreconnect.testflight.BetaAppReviewSubmission;
import dev.slipway.appstoreconnect.testflight.BetaBuildLocalization;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.appstoreconnect.testflight.BuildBetaDetail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A build and everything that TestFlight has on it.
///
/// @param betaGroups the groups that were given the build
/// @param betaBuildLocalizations all of them
/// @param betaAppReviewSubmission null while it was never submitted
public record TestFlightStatus(
    Build build,
    List<BetaGroup> betaGroups,
    List<BetaBuildLocalization> betaBuildLocalizations,
    @Nullable BuildBetaDetail buildBetaDetail,
    @Nullable BetaAppReviewSubmission betaAppReviewSubmission) {
  public TestFlightStatus {
    betaGroups = List.copyOf(betaGroups);
    betaBuildLocalizations = List.copyOf(betaBuildLocalizations);
  }
}
