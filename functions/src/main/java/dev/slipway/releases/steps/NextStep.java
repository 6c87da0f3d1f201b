package dev.slipway.releases.steps;

import static dev.slipway.problems.ProblemType.EXPORT_COMPLIANCE_UNANSWERED;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.steps.Step.Attention;
import dev.slipway.releases.steps.Step.ChangePhasedRelease;
import dev.slipway.releases.steps.Step.DeclareEncryption;
import dev.slipway.releases.steps.Step.DiscardBuildUpload;
import dev.slipway.releases.steps.Step.End;
import dev.slipway.releases.steps.Step.FindApp;
import dev.slipway.releases.steps.Step.FindBuildUpload;
import dev.slipway.releases.steps.Step.FindBuildUploadFile;
import dev.slipway.releases.steps.Step.LookOnceMore;
import dev.slipway.releases.steps.Step.MakePlan;
import dev.slipway.releases.steps.Step.ObserveBuildUpload;
import dev.slipway.releases.steps.Step.ObserveReview;
import dev.slipway.releases.steps.Step.ObserveSubmission;
import dev.slipway.releases.steps.Step.ObserveTestFlight;
import dev.slipway.releases.steps.Step.Preflight;
import dev.slipway.releases.steps.Step.ReadDrop;
import dev.slipway.releases.steps.Step.RemoveAbandonedUpload;
import dev.slipway.releases.steps.Step.TakeOver;
import dev.slipway.releases.steps.Step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plans the next step of a release, from the record and the time alone: pure and deterministic.
///
/// The order is: read the drop, find the app, take over from a predecessor, bring the build to
/// Apple and wait for it, hand it to TestFlight if asked to ([TestFlightPlan]), then what
/// [VersionPlan] plans for the App Store version (with metadata and media), then what [ReviewPlan]
/// plans for the submission and the time after it. A release that changes the version on the App
/// Store does what [LiveVersionPlan] plans instead of all of this.
///
/// A write whose outcome is unknown (the record still holds its intent) is not planned again before
/// Apple was asked about its outcome. If this version of Slipway does not know the kind of the
/// write, it does nothing at all.
public final class NextStep {
  private static final Duration NEWER_VERSION_LOOK = Duration.ofMinutes(15);

  /// The sweep asks Apple about all followed releases every five minutes, whatever is due; this
  /// look finds what the sweep cannot know.
  private static final Duration FOLLOW_INTERVAL = Duration.ofDays(1);

  private NextStep() {}

  public static Step of(ReleaseRecord release, Instant now) {
    if (release.hasIntentOfNewerVersion()) {
      return new Wait(
          release.state(),
          now.plus(NEWER_VERSION_LOOK),
          "Only a newer version of Slipway can continue this release. If this persists, ask the"
              + " operator of Slipway to deploy that version.");
    }
    var cancel = release.orders().cancel();
    if (cancel != null) {
      return canceling(release, cancel, now);
    }
    var phased = release.orders().phasedRelease();
    if (phased != null) {
      return new ChangePhasedRelease(phased);
    }
    if (release.state().isSubmitted()) {
      return following(release, now);
    }
    var desired = release.desired();
    if (desired == null) {
      return new ReadDrop();
    }
    if (release.app() == null) {
      return new FindApp();
    }
    if (release.plan().wanted()) {
      return planning(release);
    }
    var abandoned = release.abandoned();
    if (abandoned != null) {
      return new RemoveAbandonedUpload(abandoned);
    }
    var predecessor = release.predecessor();
    if (predecessor != null) {
      return new TakeOver(predecessor);
    }
    var unresolved = unresolved(release);
    if (unresolved.isPresent()) {
      return unresolved.get();
    }
    if (release.preflight().at() == null) {
      return new Preflight();
    }
    var agreement = ApprovalPlan.beforeWriting(release, now);
    if (agreement.isPresent()) {
      return agreement.get();
    }
    if (desired.submitsPurchasesAlone()) {
      return ReviewPlan.next(release, desired, now);
    }
    if (desired.changesLiveVersion()) {
      return LiveVersionPlan.next(release)
          .or(() -> onceMore(release, now))
          .orElseGet(LiveVersionPlan::end);
    }
    if (desired.needsNoBuild()) {
      return preparing(release, desired, null, now);
    }
    if (desired.usesNonExemptEncryption() == null
        && release.build().usesNonExemptEncryption() == null) {
      return new Attention(complianceUnanswered());
    }
    return carryingOut(release, desired, now);
  }

  /// Plans what is done at Apple, from the build to the submission.
  private static Step carryingOut(ReleaseRecord release, Desired desired, Instant now) {
    var build = release.build();
    var buildId = build.buildId();
    if (buildId == null || build.processingState() != BuildProcessingState.VALID) {
      return BuildPlan.next(build, release.orders(), now);
    }
    if (build.usesNonExemptEncryption() == null) {
      return new DeclareEncryption(buildId, answered(desired));
    }
    var encryption = EncryptionPlan.next(release, desired, buildId, now);
    if (encryption.isPresent()) {
      return encryption.get();
    }
    var testFlight = TestFlightPlan.next(release, desired, buildId, now);
    if (testFlight.isPresent()) {
      return testFlight.get() instanceof End end
          ? onceMore(release, now).orElse(end)
          : testFlight.get();
    }
    return preparing(release, desired, buildId, now);
  }

  /// Plans the version and its submission.
  ///
  /// @param build null for a release that needs none
  private static Step preparing(
      ReleaseRecord release, Desired desired, @Nullable BuildId build, Instant now) {
    return VersionPlan.next(release, desired, build, now)
        .or(() -> onceMore(release, now))
        .orElseGet(() -> ReviewPlan.next(release, desired, now));
  }

  /// Plans the second look before the version goes into a submission, in which Apple allows no
  /// changes, and not before the last late write was accepted or refused.
  private static Optional<Step> onceMore(ReleaseRecord release, Instant now) {
    var late = release.lateWrites();
    if (late == null) {
      return Optional.empty();
    }
    return Optional.of(
        now.isBefore(late.until())
            ? new Wait(
                release.state(),
                late.until(),
                "Work was interrupted. Slipway waits until no earlier call can still reach Apple.")
            : new LookOnceMore(late));
  }

  private static Optional<Step> lateUploads(ReleaseRecord release, Instant now) {
    var late = release.lateWrites();
    return late == null || late.uploads().isEmpty() ? Optional.empty() : onceMore(release, now);
  }

  /// Plans a dry run: what is found is reported, and nothing is changed.
  private static Step planning(ReleaseRecord release) {
    if (release.preflight().at() == null) {
      return new Preflight();
    }
    return release.plan().madeAt() == null
        ? new MakePlan()
        : new End(ReleaseState.PLANNED, "The plan is made. Nothing was sent to Apple.");
  }

  private static Optional<Step> unresolved(ReleaseRecord release) {
    return Optional.ofNullable(release.intent())
        .flatMap(intent -> lookFor(intent, release.build().buildId()));
  }

  /// Returns how to ask Apple about a write whose outcome is unknown; empty when repeating the
  /// write does no harm.
  private static Optional<Step> lookFor(Intent intent, @Nullable BuildId build) {
    return intent
        .kind()
        .flatMap(
            kind ->
                switch (kind.lookAfterUnknown()) {
                  case NOWHERE -> Optional.empty();
                  case AT_BUILD_UPLOAD -> Optional.of(new FindBuildUpload());
                  case AT_BUILD_UPLOAD_FILE -> Optional.of(new FindBuildUploadFile());
                  case AT_BUILD -> Optional.of(new ObserveBuildUpload());
                  case AT_ENCRYPTION_DECLARATIONS ->
                      Optional.ofNullable(build).map(Step.ObserveEncryptionDeclarations::new);
                  case AT_TEST_FLIGHT -> Optional.ofNullable(build).map(ObserveTestFlight::new);
                  case AT_VERSIONS -> Optional.of(new Step.ObserveVersions());
                  case AT_SUBMISSION -> Optional.of(new ObserveSubmission());
                  case AT_REVIEW -> Optional.of(new ObserveReview());
                });
  }

  private static Step following(ReleaseRecord release, Instant now) {
    if (release.intent() != null && unresolved(release).isPresent()) {
      return new ObserveReview();
    }
    var version = release.version().version();
    if (release.orders().releaseAt() != null
        && version != null
        && version.state() == AppVersionState.PENDING_DEVELOPER_RELEASE) {
      return new Step.RequestRelease(version.id());
    }
    var due = release.status().nextCheckAt();
    return due != null && due.isAfter(now) && !release.orders().hasUnreadNotice()
        ? new Wait(release.state(), due, ReviewPlan.waitingFor(release.state()))
        : new ObserveReview();
  }

  private static Step canceling(ReleaseRecord release, Orders.Cancel cancel, Instant now) {
    var end =
        new End(
            cancel.successor() == null ? ReleaseState.CANCELED : ReleaseState.SUPERSEDED,
            cancel.reason());
    if (cancel.leaveApple() || release.app() == null) {
      return end;
    }
    var intent = release.intent();
    if (intent != null
        && intent.isOf(WriteKind.REMOVE_SUBMISSION_ITEM)
        && release.review().submissionId() != null) {
      // Only the submission says whether a withdrawal has taken the version out of it.
      return new ObserveSubmission();
    }
    var unresolved = unresolved(release);
    if (unresolved.isPresent()) {
      return unresolved.get();
    }
    var build = release.build();
    if (build.uploadId() != null && build.committedAt() == null && build.buildId() == null) {
      return new DiscardBuildUpload();
    }
    return ReviewPlan.withdraw(release, now).or(() -> lateUploads(release, now)).orElse(end);
  }

  /// Returns when a followed release is due, even without news from Apple.
  public static Instant nextFollow(Instant now) {
    return now.plus(FOLLOW_INTERVAL);
  }

  private static boolean answered(Desired desired) {
    var answer = desired.usesNonExemptEncryption();
    if (answer == null) {
      throw new IllegalStateException("the encryption answer was checked before");
    }
    return answer;
  }

  static Problem complianceUnanswered() {
    return Problem.at(
        "usesNonExemptEncryption",
        EXPORT_COMPLIANCE_UNANSWERED,
        "Info.plist (ITSAppUsesNonExemptEncryption) and release.json (usesNonExemptEncryption) do"
            + " not say whether the app uses non-exempt encryption. This is a legal statement that"
            + " only you can make. Add one of them and upload again.");
  }
}
