package dev.slipway.releases.actions;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.steps.VersionChoice;
import java.time.Duration;
import java.time.Instant;

/// What preflight saw of versions and submissions spares the looks before the version and the
/// submission are made, while it is fresh. Should somebody make either meanwhile, Apple refuses the
/// creation, and then it is looked for.
public final class RecentObservations {
  /// Longer than Apple mostly takes for a build, and short enough for what people do on the web.
  private static final Duration FRESH = Duration.ofMinutes(30);

  private RecentObservations() {}

  /// Only that there is nothing is kept: what is there is read whole when its turn comes.
  public static ReleaseRecord remember(ReleaseRecord release, AppleFacts facts) {
    var kept = release;
    if (facts.unreleased().isEmpty()) {
      var previous = VersionChoice.previous(facts.versions()).map(VersionSteps::previous);
      kept = kept.withVersion(new VersionLedger(true, previous.orElse(null), null));
    }
    return facts.openSubmissions().isEmpty()
        ? kept.withReview(ReviewLedger.EMPTY.nothingOpen())
        : kept;
  }

  /// The record without what was seen too long ago to rely on.
  public static ReleaseRecord fresh(ReleaseRecord release, Instant now) {
    var at = release.preflight().at();
    if (at == null || !release.state().isOpen() || now.isBefore(at.plus(FRESH))) {
      return release;
    }
    var known = release;
    if (known.version().version() == null && known.version().heldBy() == null) {
      known = known.withVersion(VersionLedger.EMPTY);
    }
    return known.review().submissionId() == null ? known.withReview(ReviewLedger.EMPTY) : known;
  }
}
