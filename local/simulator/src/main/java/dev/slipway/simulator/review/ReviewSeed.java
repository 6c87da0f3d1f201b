package dev.slipway.simulator.review;

import dev.slipway.simulator.builds.BuildProcessing;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.testflight.BuildBetaDetails;
import dev.slipway.simulator.writes.VersionStates;
import java.util.List;
import java.util.UUID;

/// Sends the next version of an app to App Review, as a person does in App Store Connect. The world
/// is locked and settled.
public final class ReviewSeed {
  private final World world;
  private final AppReview appReview;

  public ReviewSeed(World world, AppReview appReview) {
    this.world = world;
    this.appReview = appReview;
  }

  /// Adds a version with the texts of the newest one and a valid build, and submits it alone.
  ///
  /// @param releaseType AFTER_APPROVAL or MANUAL
  /// @throws IllegalArgumentException if the app does not exist or has a version that is not
  ///   released
  public SubmittedVersion submit(
      String appId, String versionString, String buildNumber, String releaseType) {
    Resource app = world.find("apps", appId);
    if (app == null) {
      throw new IllegalArgumentException("No app with id " + appId);
    }
    String platform = app.hidden().path("platform").asText();
    List<Resource> versions = VersionStates.versions(world, appId, platform);
    if (versions.isEmpty() || VersionStates.unreleased(world, appId, platform) != null) {
      throw new IllegalArgumentException("App " + appId + " cannot have another version now");
    }
    Resource build =
        BuildProcessing.createBuild(
            world,
            UUID.randomUUID().toString(),
            app,
            platform,
            versionString,
            buildNumber,
            world.now());
    build.set("processingState", "VALID").set("usesNonExemptEncryption", false);
    BuildBetaDetails.refresh(world, build);
    Resource last = versions.getLast();
    Resource version = world.copy(last).relate("build", build.id());
    version
        .set("versionString", versionString)
        .set("releaseType", releaseType)
        .set("createdDate", Dates.format(world.now()));
    for (Resource localization : world.related(last, "appStoreVersionLocalizations")) {
      world.copy(localization).relate("appStoreVersion", version.id());
    }
    Resource submission = ReviewSubmissions.draft(world, app, platform);
    submission
        .relate("appStoreVersionForReview", version.id())
        .set("submittedDate", Dates.format(world.now()));
    Resource item =
        world
            .create(
                "reviewSubmissionItems",
                AppleNumbers.itemId(submission, AppleNumbers.APP_STORE_VERSION, version),
                app.issuerId())
            .relate("reviewSubmission", submission.id())
            .relate("appStoreVersion", version.id());
    item.set("state", "READY_FOR_REVIEW");
    appReview.submit(submission, List.of(item));
    return new SubmittedVersion(version.id(), submission.id());
  }
}
