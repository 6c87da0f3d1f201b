package dev.slipway.releases.actions;

import static dev.slipway.problems.ProblemType.APPLE_REFUSED;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.builds.BuildAudienceType;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ledgers.VersionLedger;
import java.time.Duration;
import java.time.Instant;

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

  StepResult notAdded(ReleaseRecord release, BuildId build, Conflict e, Instant now) {
    if (apple.builds().get(build).buildAudienceType() == BuildAudienceType.INTERNAL_ONLY) {
      return StepResult.attention(
          release,
          AppleErrorPolicy.problem(
              APPLE_REFUSED,
              "This build is for TestFlight's internal testers only, so Apple does not attach it to"
                  + " a version. Export it without \"TestFlight internal testing only\", raise"
                  + " CFBundleVersion and upload the new build.",
              e));
    }
    return unsettled(release.withVersion(VersionLedger.EMPTY), e, "attaching the build", now);
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
