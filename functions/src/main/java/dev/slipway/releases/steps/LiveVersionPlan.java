package dev.slipway.releases.steps;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.steps.Step.ApplyContent;
import dev.slipway.releases.steps.Step.End;
import dev.slipway.releases.steps.Step.ObserveVersions;
import java.util.Optional;

/// Plans a change of the version that is on the App Store: find it, then write the texts that
/// differ. There is no build, no submission and no review, so that the release ends at once.
final class LiveVersionPlan {
  private LiveVersionPlan() {}

  /// Returns the next step; empty when the version is as the drop describes it.
  static Optional<Step> next(ReleaseRecord release) {
    if (release.version().version() == null) {
      return Optional.of(new ObserveVersions());
    }
    return release.content().state() == ContentLedger.State.DONE
        ? Optional.empty()
        : Optional.of(new ApplyContent());
  }

  static Step end() {
    return new End(
        ReleaseState.READY_FOR_DISTRIBUTION,
        "The promotional text on the App Store is as the drop says.");
  }
}
