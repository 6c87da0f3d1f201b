package dev.slipway.simulator.versions;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.EditableFields;
import dev.slipway.simulator.writes.UnsettledBuilds;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The build that is attached to a version.
final class BuildOfVersion {
  /// Apple's words for whatever keeps a build from a version: its state, the build's, or its
  /// version string (review-live.md, A8, A23, C).
  private static final String NOT_ADDED = "The specified pre-release build could not be added.";

  private BuildOfVersion() {}

  /// Returns the error for a version whose state locks the build; null if it does not.
  static @Nullable ApiError locked(WriteCall call, Resource version) {
    return EditableFields.isOpen(call.world(), VersionStates.of(version), "appStoreVersions.build")
        ? null
        : RelationshipErrors.locked("build", NOT_ADDED);
  }

  /// Attaches a build, or detaches the present one for null. A version that was rejected or
  /// withdrawn is a draft again.
  ///
  /// @param relationship the name in the body; empty if the body is the linkage itself
  static void attach(
      WriteCall call, Resource version, @Nullable String buildId, String relationship) {
    if (buildId == null) {
      version.relate("build", null);
      return;
    }
    World world = call.world();
    Resource build = call.find("builds", buildId, relationship);
    Resource train = world.get("preReleaseVersions", build.relation("preReleaseVersion"));
    if (!Objects.equals(build.relation("app"), version.relation("app"))) {
      throw new ApiException(
          RelationshipErrors.invalid(relationship, "The build belongs to another app."));
    }
    if (!train.text("platform").equals(version.text("platform"))) {
      // review-live.md, A22.
      throw new ApiException(
          RelationshipErrors.invalid(
              relationship, "The specified build has a different platform than the version."));
    }
    boolean usable =
        build.text("processingState").equals("VALID")
            && !(build.attributes().path("expired").asBoolean()
                && world.guesses().turned(Guess.EXPIRED_BUILD_REFUSED))
            && !UnsettledBuilds.refuses(world, version, build);
    String before = version.relation("build");
    version.relate("build", build.id());
    boolean taken =
        usable
            && (VersionStates.buildFits(world, version)
                || world.guesses().turned(Guess.VERSION_STRING_CHECKED_LATE));
    if (!taken) {
      version.relate("build", before);
      throw new ApiException(RelationshipErrors.locked("build", NOT_ADDED));
    }
    VersionStates.prepareAgain(world, version);
  }

  /// Ends the review of a version whose build has another version string (review-live.md, A23): the
  /// version is INVALID_BINARY, its item REJECTED.
  static void refuseUnfit(World world, @Nullable Resource version) {
    if (version == null
        || !VersionStates.of(version).equals("WAITING_FOR_REVIEW")
        || VersionStates.buildFits(world, version)) {
      return;
    }
    VersionStates.set(world, version, "INVALID_BINARY");
    for (Resource item : world.all("reviewSubmissionItems")) {
      Resource submission = world.get("reviewSubmissions", item.relation("reviewSubmission"));
      if (version.id().equals(item.relation("appStoreVersion"))
          && submission.text("state").equals("WAITING_FOR_REVIEW")
          && !item.text("state").equals("REMOVED")) {
        item.set("state", "REJECTED");
        submission.set("state", "UNRESOLVED_ISSUES");
      }
    }
  }
}
