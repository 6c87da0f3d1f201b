package dev.slipway.releases.testflight;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BuildBetaDetailId;
import dev.slipway.appstoreconnect.testflight.BuildBetaDetail;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.VersionNumbers;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger.Notification;
import dev.slipway.releases.model.ledgers.TestFlightLedger.PreviousBuild;
import dev.slipway.releases.model.ledgers.TestFlightLedger.PreviousBuilds;
import dev.slipway.releases.steps.Step;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The steps on the notification of testers and on earlier builds.
public final class BetaBuildSteps {
  private final AppStoreConnectClient apple;

  public BetaBuildSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  public StepResult setAutoNotify(ReleaseRecord release, Step.SetAutoNotify step) {
    apple.buildBetaDetails().setAutoNotify(new BuildBetaDetailId(step.detailId()), step.enabled());
    return StepResult.progressed(
        release.withTestFlight(
            release
                .testFlight()
                .withNotification(new Notification(step.detailId(), step.enabled()))));
  }

  public StepResult expire(ReleaseRecord release, Step.ExpireBuild step) {
    try {
      apple.builds().expire(new BuildId(step.previous().id()));
    } catch (NotFound e) {
      // It is gone, so nobody can install it.
    }
    return StepResult.progressed(
        release.withTestFlight(release.testFlight().withExpired(step.previous().id())));
  }

  /// Returns whether testers are notified, as Apple shows it; null when it does not.
  static @Nullable Notification notification(@Nullable BuildBetaDetail detail) {
    var automatic = detail == null ? null : detail.autoNotifyEnabled();
    return detail == null || automatic == null
        ? null
        : new Notification(detail.id().value(), automatic);
  }

  /// Returns what is known of the notification for a build that does not exist yet. A build was
  /// never seen with another preset.
  static Notification foreseen() {
    return new Notification(PlanLedger.PLANNED_ID, true);
  }

  /// Returns the builds of the version with a lower build number that testers can still install,
  /// with one call. One that an App Store version has stays: Apple would not take the version to
  /// review without it.
  ///
  /// @return null when the drop keeps them
  @Nullable PreviousBuilds previous(ReleaseRecord release) {
    var desired = RequiredFacts.desired(release);
    var terms = desired.terms().testFlight();
    if (terms == null || !terms.setup().expirePrevious()) {
      return null;
    }
    var known = release.testFlight().previousBuilds();
    if (known != null && release.intent() == null) {
      return known;
    }
    return new PreviousBuilds(
        apple
            .builds()
            .listUnattached(RequiredFacts.app(release), desired.shortVersion(), desired.platform())
            .stream()
            .filter(build -> !build.expired())
            .filter(build -> build.processingState() == BuildProcessingState.VALID)
            .filter(build -> VersionNumbers.compare(build.version(), desired.bundleVersion()) < 0)
            .sorted(Comparator.comparing(Build::version, VersionNumbers::compare))
            .map(build -> new PreviousBuild(build.id().value(), build.version()))
            .toList());
  }
}
