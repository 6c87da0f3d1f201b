package dev.slipway.releases.actions;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import dev.slipway.releases.steps.VersionChoice;
import java.time.Instant;
import java.util.Optional;

/// Finds the version that is on the App Store, for a release that changes it.
public final class LiveVersionSteps {
  private final AppStoreConnectClient apple;

  public LiveVersionSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  /// Looks for the version. Its texts are compared again if it is another one than before.
  public StepResult observe(ReleaseRecord release, Instant now) {
    return live(release)
        .map(
            version ->
                StepResult.progressed(
                    found(release, version)
                        .moved(
                            Status.due(ReleaseState.PREPARING, now),
                            now,
                            "Changing version "
                                + version.versionString()
                                + ", which is on the App Store.")))
        .orElseGet(() -> StepResult.attention(release, missing()));
  }

  /// Returns the release for the version that is on the App Store now, if that is another one than
  /// the release has changed until now: Apple replaced it in the meantime. Empty otherwise.
  public Optional<ReleaseRecord> ofSuccessor(ReleaseRecord release) {
    var before = RequiredFacts.version(release).id();
    return live(release)
        .filter(version -> !version.id().equals(before))
        .map(version -> found(release, version));
  }

  private Optional<AppStoreVersion> live(ReleaseRecord release) {
    return VersionChoice.live(
        apple
            .appStoreVersions()
            .listFor(RequiredFacts.app(release), RequiredFacts.desired(release).platform()));
  }

  /// Returns the release with the version that it changes. The phased release of that version
  /// belongs to the release that brought the version.
  private static ReleaseRecord found(ReleaseRecord release, AppStoreVersion live) {
    var before = release.version().version();
    var known =
        release.withVersion(
            new VersionLedger(true, null, Version.of(live).withPhasedRelease(null, null)));
    return before == null || before.id().equals(live.id())
        ? known
        : known.withContent(ContentLedger.EMPTY);
  }

  private static Problem missing() {
    return Problem.at(
        "$.live",
        ProblemType.LIVE_VERSION_MISSING,
        "No version of the app is on the App Store any more. Release a version first, then upload"
            + " the folder again.");
  }
}
