package dev.slipway.releases.actions;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Previous;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.steps.VersionChoice;
import java.time.Duration;
import java.time.Instant;

/// Uses what preflight saw of versions and submissions instead of asking Apple again, while it is
/// fresh. If another one is created meanwhile, Apple rejects Slipway's, and the release looks for
/// the existing one.
public final class RecentObservations {
  /// Longer than Apple usually takes for a build, and shorter than most work of people on the web.
  private static final Duration FRESH = Duration.ofMinutes(30);

  private RecentObservations() {}

  /// Remembers only that nothing exists; what exists is read in full when it is needed.
  public static ReleaseRecord remember(ReleaseRecord release, AppleFacts facts) {
    var desired = release.desired();
    if (desired != null && desired.isBesideVersions()) {
      // What it changes is read again before: nothing is remembered of it.
      return release;
    }
    var kept = release;
    if (facts.unreleased().isEmpty()) {
      var previous = VersionChoice.previous(facts.versions()).map(Previous::of);
      kept = kept.withVersion(new VersionLedger(true, previous.orElse(null), null));
    }
    var purchases = desired == null ? null : desired.terms().purchases();
    boolean looksForPurchases = purchases != null && purchases.wantsAny();
    return facts.openSubmissions().isEmpty() && !looksForPurchases
        ? kept.withReview(ReviewLedger.EMPTY.nothingOpen())
        : kept;
  }

  /// Returns the record without observations that are too old to rely on.
  public static ReleaseRecord fresh(ReleaseRecord release, Instant now) {
    var at = release.preflight().at();
    return at == null || !release.state().isOpen() || isFresh(at, now)
        ? release
        : forgotten(release);
  }

  /// Returns whether what preflight saw then can still be relied on.
  public static boolean isFresh(Instant preflightAt, Instant now) {
    return now.isBefore(preflightAt.plus(FRESH));
  }

  /// Returns the record without the observations of preflight, because another release may have
  /// changed the app since.
  public static ReleaseRecord forgotten(ReleaseRecord release) {
    var known = release;
    if (known.version().version() == null && known.version().heldBy() == null) {
      known = known.withVersion(VersionLedger.EMPTY);
    }
    known = known.withContent(known.content().withInformationSeenAt(null));
    return known.review().submissionId() == null ? known.withReview(ReviewLedger.EMPTY) : known;
  }
}
