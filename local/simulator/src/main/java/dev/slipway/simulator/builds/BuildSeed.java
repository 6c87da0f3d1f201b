package dev.slipway.simulator.builds;

import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.testflight.BuildBetaDetails;
import java.util.UUID;

/// Adds builds that another tool uploaded. They have no `buildUploads` resource: whether those of
/// Xcode and Transporter have one is not known, and no call of a release needs it. The world is
/// locked and settled.
public final class BuildSeed {
  /// No build at Apple has none.
  public static final String MIN_OS_VERSION = "17.0";

  private BuildSeed() {}

  /// Adds the build and returns its ID.
  ///
  /// @throws IllegalArgumentException if the app does not exist
  public static String add(World world, NewBuild wanted) {
    Resource app = world.find("apps", wanted.appId());
    if (app == null) {
      throw new IllegalArgumentException("No app with id " + wanted.appId());
    }
    Resource build =
        BuildProcessing.createBuild(
            world,
            UUID.randomUUID().toString(),
            app,
            wanted.platform(),
            wanted.version(),
            wanted.buildNumber(),
            world.now());
    build
        .set("processingState", wanted.processingState())
        .set("minOsVersion", MIN_OS_VERSION)
        .set("buildAudienceType", wanted.buildAudienceType())
        .set("expired", wanted.expired());
    Boolean answer = wanted.usesNonExemptEncryption();
    if (answer != null) {
      build.set("usesNonExemptEncryption", answer);
    }
    BuildBetaDetails.refresh(world, build);
    return build.id();
  }

  /// Expires a build, as a person does in App Store Connect.
  ///
  /// @throws IllegalStateException if the build does not exist
  public static void expire(World world, String buildId) {
    BuildBetaDetails.refresh(world, world.get("builds", buildId).set("expired", true));
  }
}
