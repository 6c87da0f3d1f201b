package dev.slipway.releases.actions;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Invalid;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.releases.model.Orders.PhasedOrder;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.steps.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The steps on a version's phased release: add or remove it before the version is out, then pause,
/// resume or complete it.
public final class PhasedReleaseSteps {
  /// Apple's words when a phased release has the wanted state (review-live.md, A21); the code is
  /// not known.
  private static final String HAS_THIS_STATE = "already has this value";

  private final AppStoreConnectClient apple;

  public PhasedReleaseSteps(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  public StepResult add(ReleaseRecord release, Step.AddPhasedRelease step) {
    var phased = apple.phasedReleases().create(step.version());
    return StepResult.progressed(
        release.withVersion(
            release
                .version()
                .with(
                    RequiredFacts.version(release)
                        .withPhasedRelease(phased.id(), phased.phasedReleaseState()))));
  }

  public StepResult remove(ReleaseRecord release, Step.RemovePhasedRelease step) {
    apple.phasedReleases().delete(step.phasedRelease());
    return StepResult.progressed(
        release.withVersion(
            release.version().with(RequiredFacts.version(release).withPhasedRelease(null, null))));
  }

  /// Changes the phased release. If Apple refuses, the order is dropped and Apple's error is
  /// reported: nothing else depends on it.
  public StepResult change(ReleaseRecord release, PhasedOrder order, Instant now) {
    var wanted =
        switch (order) {
          case PAUSE -> PhasedReleaseState.PAUSED;
          case RESUME -> PhasedReleaseState.ACTIVE;
          case COMPLETE -> PhasedReleaseState.COMPLETE;
        };
    var done = release.withOrders(release.orders().notPhased());
    var by = release.actor();
    var version = RequiredFacts.version(release);
    var id = version.phasedReleaseId();
    if (id == null) {
      return StepResult.progressed(
          withMessage(done, by, now, "This version has no phased release."));
    }
    try {
      var phased = apple.phasedReleases().update(id, wanted);
      return StepResult.progressed(
          withMessage(
              done.withVersion(
                  done.version()
                      .with(version.withPhasedRelease(phased.id(), phased.phasedReleaseState()))),
              by,
              now,
              switch (order) {
                case PAUSE -> "Phased release paused.";
                case RESUME -> "Phased release resumed.";
                case COMPLETE -> "Released to all users at once.";
              }));
    } catch (Conflict | Invalid | NotFound | Forbidden e) {
      if (e.allErrors().anyMatch(error -> error.detail().contains(HAS_THIS_STATE))) {
        return StepResult.progressed(
            withMessage(
                done.withVersion(done.version().with(version.withPhasedRelease(id, wanted))),
                by,
                now,
                "The phased release is " + wanted + " already."));
      }
      return StepResult.progressed(
          withMessage(
              done,
              by,
              now,
              "Apple did not change the phased release: "
                  + String.join("; ", AppleErrorPolicy.words(e))));
    }
  }

  private static ReleaseRecord withMessage(
      ReleaseRecord release, @Nullable Actor by, Instant now, String message) {
    return release.moved(
        release.state().isOpen() ? release.status() : Status.ended(release.state(), null),
        now,
        message,
        by);
  }
}
