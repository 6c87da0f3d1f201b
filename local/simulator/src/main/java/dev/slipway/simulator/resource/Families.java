package dev.slipway.simulator.resource;

import dev.slipway.simulator.Faults;
import dev.slipway.simulator.Quirks;
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
  private final Quirks quirks = new Quirks();
  private final World world;
  private final SimulatorOptions options;
  private final Faults faults;
  private final Spool spool;
  private final AppReview appReview;
  private final AppSeed appSeed;
  private final ForeignItems foreignItems;
  private final BetaAppReview betaAppReview;
  private final AppEncryptionDeclarations appEncryptionDeclarations;
  private final Notifications notifications;

  /// Builds all families on one world.
  public Families(World world, SimulatorOptions options, Faults faults, Spool spool) {
    this.world = world;
    this.options = options;
    this.faults = faults;
    this.spool = spool;
    AppCategories.seed(world);
    VersionReleases releases = new VersionReleases(world, options);
    this.appReview = new AppReview(world, options, quirks, releases);
    this.appSeed = new AppSeed(world, spool);
    this.foreignItems = new ForeignItems(world);
    this.betaAppReview = new BetaAppReview(world, options.reviewScript());
    this.appEncryptionDeclarations = new AppEncryptionDeclarations(world);
    this.notifications = new Notifications(world, faults);
    new Webhooks(notifications).register(this);
    new Apps().register(this);
    new BuildUploads().register(this);
    new BuildUploadFiles().register(this);
    new Builds().register(this);
    new BuildProcessing().register(this);
    new AppStoreVersions().register(this);
    new AppStoreVersionLocalizations(quirks).register(this);
    new AppStoreReviewDetails().register(this);
    new AppStoreVersionPhasedReleases().register(this);
    new AppInfos().register(this);
    new AppInfoLocalizations(quirks).register(this);
    new AgeRatingDeclarations().register(this);
    on(
        "POST /v1/appStoreVersionReleaseRequests",
        call -> {
          releases.release(call.related("appStoreVersion", "appStoreVersions"));
          return call.create("appStoreVersionReleaseRequests");
        });
    betaAppReview.register(this);
    new BetaGroups().register(this);
    new BetaTexts().register(this);
    new BuildBetaDetails().register(this);
    appEncryptionDeclarations.register(this);
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

  /// What Apple does at times.
  public Quirks quirks() {
    return quirks;
  }

  /// Forgets everything but what is Apple's own.
  public void reset() {
    world.clear();
    quirks.reset();
    AppCategories.seed(world);
  }

  /// App Review.
  public AppReview appReview() {
    return appReview;
  }

  /// What a person puts into a submission.
  public ForeignItems foreignItems() {
    return foreignItems;
  }

  /// TestFlight's review.
  public BetaAppReview betaAppReview() {
    return betaAppReview;
  }

  /// Encryption declarations.
  public AppEncryptionDeclarations appEncryptionDeclarations() {
    return appEncryptionDeclarations;
  }

  /// What webhooks are told.
  public Notifications notifications() {
    return notifications;
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
