package dev.slipway.appstoreconnect.builds;

import dev.slipway.appstoreconnect.testflight.BetaAppReviewSubmission;
import dev.slipway.appstoreconnect.testflight.BetaBuildLocalization;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.appstoreconnect.testflight.BuildBetaDetail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A build and everything that TestFlight has for it.
///
/// @param betaGroups the groups that can test the build
/// @param betaBuildLocalizations all localizations
/// @param betaAppReviewSubmission absent if it was never submitted
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
