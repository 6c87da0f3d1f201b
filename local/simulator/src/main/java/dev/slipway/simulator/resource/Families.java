package dev.slipway.simulator.resource;

import dev.slipway.simulator.Faults;
import dev.slipway.simulator.SimulatorOptions;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.Spool;
import dev.slipway.simulator.state.World;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All families of resources, by the operation that they answer.
public final class Families {
  /// Answers one write: the resource to show, or null for 204.
  public interface Write extends Function<WriteCall, @Nullable Resource> {}

  private final Map<String, Write> writes = new HashMap<>();
  private final World world;
  private final SimulatorOptions options;
  private final Faults faults;
  private final Spool spool;
  private final AppReview appReview;
  private final AppSeed appSeed;

  /// Builds all families on one world.
  public Families(World world, SimulatorOptions options, Faults faults, Spool spool) {
    this.world = world;
    this.options = options;
    this.faults = faults;
    this.spool = spool;
    this.appReview = new AppReview(world, options);
    this.appSeed = new AppSeed(world, spool);
    new Apps().register(this);
    new BuildUploads().register(this);
    new BuildUploadFiles().register(this);
    new Builds().register(this);
    new BuildProcessing().register(this);
    new AppStoreVersions().register(this);
    new AppStoreVersionLocalizations().register(this);
    new AppStoreReviewDetails().register(this);
    new AppStoreVersionPhasedReleases().register(this);
    new AppInfos().register(this);
    on(
        "POST /v1/appStoreVersionReleaseRequests",
        call -> {
          appReview.release(call.related("appStoreVersion", "appStoreVersions"));
          return call.create("appStoreVersionReleaseRequests");
        });
    new ReviewSubmissions(appReview).register(this);
    new ReviewSubmissionItems(appReview).register(this);
    new MediaSets().register(this);
    new MediaAssets(this).register();
  }

  /// Says how an operation is answered, for example "POST /v1/buildUploads".
  void on(String operation, Write write) {
    writes.put(operation, write);
  }

  /// How an operation is answered, or null when the simulator does not do it.
  public @Nullable Write find(String operation) {
    return writes.get(operation);
  }

  /// App Review.
  public AppReview appReview() {
    return appReview;
  }

  /// Makes app records.
  public AppSeed appSeed() {
    return appSeed;
  }

  World world() {
    return world;
  }

  SimulatorOptions options() {
    return options;
  }

  Faults faults() {
    return faults;
  }

  Spool spool() {
    return spool;
  }
}
