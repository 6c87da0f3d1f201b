package dev.slipway.releases.actions;

import static dev.slipway.problems.ProblemType.APPLE_REFUSED;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.VersionLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a release does about a build that Apple does not attach to a version. Apple's words are the
/// same for a build that became valid a moment ago, for a version whose submission was just
/// canceled, and for a build that can never be attached (public reports of 2026).
final class BuildRefusals {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final AppStoreConnectClient apple;

  BuildRefusals(AppStoreConnectClient apple) {
    this.apple = apple;
  }

  static boolean isOf(Conflict e) {
    return e.allErrors()
        .anyMatch(
            error ->
                error.code().equals("ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE")
                    || error.detail().contains("build could not be added"));
  }

  /// Reads the build, and reports why it can never be attached. Otherwise the version is read
  /// again, which shows whether its state is the reason.
  StepResult notAdded(ReleaseRecord release, BuildId build, Conflict e, Instant now) {
    return explained(release, build, e)
        .orElseGet(
            () ->
                unsettled(release.withVersion(VersionLedger.EMPTY), e, "attaching the build", now));
  }

  /// Returns why the attached build keeps its version from being submitted; empty when Apple does
  /// not name the build, or nothing is wrong with it.
  Optional<StepResult> atSubmission(ReleaseRecord release, Conflict e) {
    var build = release.build().buildId();
    return build != null && e.allErrors().anyMatch(row -> row.detail().contains(build.value()))
        ? explained(release.withReview(release.review().outdated()), build, e)
        : Optional.empty();
  }

  private Optional<StepResult> explained(ReleaseRecord release, BuildId build, Conflict e) {
    return cause(build)
        .map(
            cause ->
                StepResult.attention(
                    release,
                    AppleErrorPolicy.problem(APPLE_REFUSED, cause, e)
                        .withField(RequiredFacts.desired(release).placeOfBuild())));
  }

  private Optional<String> cause(BuildId id) {
    Build build;
    try {
      build = apple.builds().get(id);
    } catch (NotFound gone) {
      return Optional.of(
          "Apple no longer has the build that this release uses, so it cannot be attached to the"
              + " version. Upload a build with a higher CFBundleVersion.");
    }
    String named = "Build " + build.version();
    if (build.expired()) {
      return Optional.of(
          named
              + " has expired, so Apple does not take it for a version. Upload a build with a"
              + " higher CFBundleVersion.");
    }
    if (build.processingState() == BuildProcessingState.FAILED
        || build.processingState() == BuildProcessingState.INVALID) {
      return Optional.of(
          named
              + " is "
              + build.processingState()
              + " at Apple, which does not take it for a version. Read Apple's e-mail to the team,"
              + " fix the app and upload a build with a higher CFBundleVersion.");
    }
    return build.buildAudienceType() == BuildAudienceType.INTERNAL_ONLY
        ? Optional.of(
            named
                + " is for TestFlight's internal testers only, so Apple does not attach it to a"
                + " version. Export it without \"TestFlight internal testing only\", raise"
                + " CFBundleVersion and upload the new build.")
        : Optional.empty();
  }

  /// Waits for a version or a build that Apple does not let change yet; a person is asked after a
  /// while.
  static StepResult unsettled(ReleaseRecord release, Conflict e, String attempt, Instant now) {
    var since = release.status().settlingSince();
    return since != null && now.isAfter(since.plus(LIMIT))
        ? StepResult.attention(release, AppleErrorPolicy.refused(e, Attempted.of(attempt)))
        : new StepResult(
            release,
            new Outcome.Settling(
                "Apple does not allow this change of the version yet. Slipway tries again"
                    + " automatically.",
                PAUSE));
  }
}
