package dev.slipway.releases.actions;

import static dev.slipway.problems.ProblemType.APPLE_REFUSED;
import static dev.slipway.problems.ProblemType.VERSION_LOCKED;
import static dev.slipway.problems.ProblemType.VERSION_USED;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.problems.Problem;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Previous;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import dev.slipway.releases.steps.Step;
import dev.slipway.releases.steps.VersionChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps on the App Store version: adopt or create it, set its attributes and build.
public final class VersionSteps {
  private static final Duration LOCKED_PAUSE = Duration.ofMinutes(15);

  /// Apple's code for what the state of a version locks (review-live.md, A8).
  private static final String LOCKED_ATTRIBUTE = "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE";

  private final AppStoreConnectClient apple;
  private final BuildRefusals refusals;
  private final Submissions submissions;

  public VersionSteps(AppStoreConnectClient apple) {
    this.apple = apple;
    this.refusals = new BuildRefusals(apple);
    this.submissions = new Submissions(apple);
  }

  public StepResult observe(ReleaseRecord release, Instant now) {
    if (RequiredFacts.desired(release).changesLiveVersion()) {
      return new LiveVersionSteps(apple).observe(release, now);
    }
    var versions = versions(release);
    return chosen(release, versions, choose(release, versions), now);
  }

  /// Reads the versions for a plan. A version for which the release would wait is imagined as
  /// withdrawn or released by then.
  public StepResult foresee(ReleaseRecord release, Instant now) {
    if (RequiredFacts.desired(release).changesLiveVersion()) {
      return observe(release, now);
    }
    var versions = versions(release);
    var choice = choose(release, versions);
    if (!(choice instanceof VersionChoice.Locked(AppStoreVersion version))) {
      return chosen(release, versions, choice, now);
    }
    var imagined =
        VersionChoice.isTakenOver(version, RequiredFacts.desired(release))
            ? new VersionLedger(
                true,
                previous(versions),
                Version.of(version).withState(AppVersionState.DEVELOPER_REJECTED))
            : new VersionLedger(true, Previous.of(version), null);
    return StepResult.progressed(release.withVersion(imagined));
  }

  private List<AppStoreVersion> versions(ReleaseRecord release) {
    return apple
        .appStoreVersions()
        .listFor(RequiredFacts.app(release), RequiredFacts.desired(release).platform());
  }

  private static VersionChoice choose(ReleaseRecord release, List<AppStoreVersion> versions) {
    var build = release.build().buildId();
    if (build == null && !RequiredFacts.desired(release).needsNoBuild()) {
      throw new IllegalStateException("planned before the build was at Apple");
    }
    boolean complete = release.content().state() == ContentLedger.State.DONE;
    return VersionChoice.of(
        versions, RequiredFacts.desired(release).shortVersion(), build, complete);
  }

  private static @Nullable Previous previous(List<AppStoreVersion> versions) {
    return VersionChoice.previous(versions).map(Previous::of).orElse(null);
  }

  private StepResult chosen(
      ReleaseRecord release, List<AppStoreVersion> versions, VersionChoice choice, Instant now) {
    var desired = RequiredFacts.desired(release);
    var previous = previous(versions);
    return switch (choice) {
      case VersionChoice.Adopt(AppStoreVersion version) -> adopted(release, version, previous, now);
      case VersionChoice.Create() ->
          StepResult.progressed(
              release
                  .withVersion(new VersionLedger(true, previous, null))
                  .moved(
                      Status.due(ReleaseState.PREPARING, now),
                      now,
                      "Preparing version " + desired.shortVersion() + "."));
      case VersionChoice.Used _ -> StepResult.attention(release, used(desired));
      case VersionChoice.Held(AppStoreVersion version) -> held(release, version, previous, now);
      case VersionChoice.Locked(AppStoreVersion version) -> locked(release, version, now);
    };
  }

  /// Uses a version. Clears what was recorded of texts and media if it belongs to another one.
  private static StepResult adopted(
      ReleaseRecord release, AppStoreVersion version, @Nullable Previous previous, Instant now) {
    var before = release.version().version();
    boolean same = before == null || before.id().equals(version.id());
    return StepResult.progressed(
        (same ? release : release.withContent(ContentLedger.EMPTY))
            .withVersion(new VersionLedger(true, previous, Version.of(version)))
            .moved(
                Status.due(ReleaseState.PREPARING, now),
                now,
                "Preparing version "
                    + RequiredFacts.desired(release).shortVersion()
                    + " (found version "
                    + version.versionString()
                    + " at App Store Connect)."));
  }

  /// Handles a version in a draft submission, of a superseded release or of a person who never
  /// submitted it. In a submission that App Review rejected because of another item, Apple locks
  /// the version; it goes to App Review again as it is.
  private StepResult held(
      ReleaseRecord release, AppStoreVersion version, @Nullable Previous previous, Instant now) {
    var open = apple.reviewSubmissions().open(List.of(RequiredFacts.app(release)));
    var item = submissions.itemOf(version, open, ReviewSubmissionState.READY_FOR_REVIEW);
    if (item.isPresent()) {
      return StepResult.progressed(
          release.withVersion(
              new VersionLedger(true, previous, Version.of(version), item.get().id())));
    }
    boolean again =
        version.build() != null
            && version.build().id().equals(release.build().buildId())
            && submissions
                .itemOf(version, open, ReviewSubmissionState.UNRESOLVED_ISSUES)
                .isPresent();
    return again ? adopted(release, version, previous, now) : locked(release, version, now);
  }

  /// Takes the version out of its draft, which stays; the version's state is read again afterwards.
  public StepResult takeOutOfDraft(
      ReleaseRecord release, Step.RemoveSubmissionItem step, Instant now) {
    var after =
        release
            .withVersion(VersionLedger.EMPTY)
            .withReview(release.review().withoutItem(step.item()));
    try {
      apple.reviewSubmissions().removeItem(step.item());
    } catch (NotFound gone) {
      return StepResult.progressed(after);
    } catch (Conflict e) {
      // Somebody submitted the draft meanwhile: look again, with a pause and a limit.
      return BuildRefusals.unsettled(after, e, "removing the version from a draft submission", now);
    }
    return StepResult.progressed(after);
  }

  public StepResult create(ReleaseRecord release, Step.CreateVersion step, Instant now) {
    var desired = RequiredFacts.desired(release);
    var wanted =
        NewAppStoreVersion.of(
            RequiredFacts.app(release), desired.platform(), desired.shortVersion());
    if (step.build() != null) {
      wanted = wanted.withBuild(step.build());
    }
    if (step.releaseType() != null) {
      wanted = wanted.withReleaseType(step.releaseType());
    }
    if (step.earliestReleaseDate() != null) {
      wanted = wanted.withEarliestReleaseDate(step.earliestReleaseDate());
    }
    if (step.copyright() != null) {
      wanted = wanted.withCopyright(step.copyright());
    }
    try {
      var created = apple.appStoreVersions().create(wanted);
      return StepResult.progressed(
          release
              .withContent(release.content().ofNewVersion())
              .withVersion(
                  release
                      .version()
                      .created(Version.answered(created, step.build(), null), step.build())));
    } catch (Conflict e) {
      // Who made a version since preflight may have changed more.
      var surprised = release.withContent(release.content().withInformationSeenAt(null));
      if (e.hasCode("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE")) {
        // Released before; or made since the look, which a record that was restored does not know.
        var versions = versions(release);
        var choice = choose(release, versions);
        return choice instanceof VersionChoice.Create
            ? StepResult.attention(release, used(desired))
            : chosen(surprised, versions, choice, now);
      }
      if (step.build() != null && BuildRefusals.isOf(e)) {
        return refusals.notAdded(release, step.build(), e, now);
      }
      if (e.hasCode("ENTITY_ERROR.RELATIONSHIP.INVALID")) {
        // Another version may have been created meanwhile: look again, with a pause and a limit.
        return new StepResult(
            surprised.withVersion(VersionLedger.EMPTY),
            AppleErrorPolicy.of(e, "creating the version"));
      }
      throw e;
    }
  }

  public StepResult update(ReleaseRecord release, Step.UpdateVersion step, Instant now) {
    var before = RequiredFacts.version(release);
    var build =
        step.changes().build() instanceof Change.Set<BuildId>(BuildId id) ? id : before.buildId();
    AppStoreVersion updated;
    try {
      updated = apple.appStoreVersions().update(step.version(), step.changes());
    } catch (Conflict e) {
      // The version's state may have changed meanwhile: look again, with a pause and a limit.
      if (e.hasCode(LOCKED_ATTRIBUTE)) {
        return lookAgain(
            release,
            AppleErrorPolicy.problem(
                APPLE_REFUSED,
                "The state of version "
                    + before.versionString()
                    + " in App Store Connect does not allow a change. Slipway checks it again"
                    + " automatically.",
                e));
      }
      if (build != null && BuildRefusals.isOf(e)) {
        return refusals.notAdded(release, build, e, now);
      }
      throw e;
    }
    var ignored = IgnoredChanges.of(before, step.changes(), updated);
    if (!ignored.isEmpty()) {
      return lookAgain(
          release,
          Problem.of(
              APPLE_REFUSED,
              "Apple answered that it changed "
                  + String.join(", ", ignored)
                  + " of version "
                  + updated.versionString()
                  + ", but did not. Slipway retries automatically. If the error persists, check in"
                  + " App Store Connect whether the version can be edited."));
    }
    return StepResult.progressed(
        release.withVersion(release.version().with(Version.answered(updated, build, before))));
  }

  /// Plans a new look at the versions, after a pause.
  private static StepResult lookAgain(ReleaseRecord release, Problem problem) {
    return new StepResult(
        release.withVersion(VersionLedger.EMPTY), new Outcome.Failed(problem, null));
  }

  private static StepResult locked(ReleaseRecord release, AppStoreVersion version, Instant now) {
    boolean waitsForPerson = version.appVersionState() == AppVersionState.PENDING_DEVELOPER_RELEASE;
    var problem =
        Problem.of(
            VERSION_LOCKED,
            "Version "
                + version.versionString()
                + " of this app is "
                + version.appVersionState()
                + " in App Store Connect, and Apple allows one unreleased version at a time."
                + (waitsForPerson
                    ? " Release or reject it there, and upload the build again."
                    : " Release it or remove it from review there; this release then resumes"
                        + " automatically."));
    return waitsForPerson
        ? StepResult.attention(release, problem)
        : new StepResult(
            release,
            new Outcome.Waiting(
                ReleaseState.QUEUED,
                now.plus(LOCKED_PAUSE),
                "Waiting for version " + version.versionString() + ".",
                problem));
  }

  private static Problem used(Desired desired) {
    return Problem.at(
        desired.placeOfVersion(),
        VERSION_USED,
        "Version "
            + desired.shortVersion()
            + " was released before. Raise the version (CFBundleShortVersionString), build again"
            + " and upload.");
  }
}
