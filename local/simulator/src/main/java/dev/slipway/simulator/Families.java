package dev.slipway.simulator;

import dev.slipway.simulator.apps.AgeRatingDeclarations;
import dev.slipway.simulator.apps.AppCategories;
import dev.slipway.simulator.apps.AppInfoLocalizations;
import dev.slipway.simulator.apps.AppInfos;
import dev.slipway.simulator.apps.AppSeed;
import dev.slipway.simulator.apps.Apps;
import dev.slipway.simulator.apps.BundleIds;
import dev.slipway.simulator.apps.Users;
import dev.slipway.simulator.builds.AppEncryptionDeclarations;
import dev.slipway.simulator.builds.BuildProcessing;
import dev.slipway.simulator.builds.BuildUploadFiles;
import dev.slipway.simulator.builds.BuildUploads;
import dev.slipway.simulator.builds.Builds;
import dev.slipway.simulator.library.AssetLibraries;
import dev.slipway.simulator.media.MediaAssets;
import dev.slipway.simulator.media.MediaSets;
import dev.slipway.simulator.pricing.AppPriceSchedules;
import dev.slipway.simulator.pricing.Pricing;
import dev.slipway.simulator.purchases.Purchases;
import dev.slipway.simulator.review.AppReview;
import dev.slipway.simulator.review.Cancellations;
import dev.slipway.simulator.review.ForeignItems;
import dev.slipway.simulator.review.ReviewSeed;
import dev.slipway.simulator.review.ReviewSubmissionItems;
import dev.slipway.simulator.review.ReviewSubmissions;
import dev.slipway.simulator.settings.Faults;
import dev.slipway.simulator.settings.Quirks;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.state.Spool;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.testflight.BetaAppReview;
import dev.slipway.simulator.testflight.BetaGroups;
import dev.slipway.simulator.testflight.BetaTesterInvitations;
import dev.slipway.simulator.testflight.BetaTesters;
import dev.slipway.simulator.testflight.BetaTexts;
import dev.slipway.simulator.testflight.BuildBetaDetails;
import dev.slipway.simulator.testflight.BuildBetaNotifications;
import dev.slipway.simulator.testflight.PublicLinks;
import dev.slipway.simulator.versions.AppStoreReviewDetails;
import dev.slipway.simulator.versions.AppStoreVersionLocalizations;
import dev.slipway.simulator.versions.AppStoreVersionPhasedReleases;
import dev.slipway.simulator.versions.AppStoreVersions;
import dev.slipway.simulator.versions.VersionReleases;
import dev.slipway.simulator.webhooks.Notifications;
import dev.slipway.simulator.webhooks.Webhooks;
import dev.slipway.simulator.writes.Writes;

/// All families of resources, each registered in one table of writes.
public final class Families {
  private final Quirks quirks;
  private final World world;
  private final Writes writes;
  private final AppReview appReview;
  private final AppSeed appSeed;
  private final Purchases purchases;
  private final ForeignItems foreignItems;
  private final ReviewSeed reviewSeed;
  private final BetaAppReview betaAppReview;
  private final BetaTesters betaTesters;
  private final AppEncryptionDeclarations appEncryptionDeclarations;
  private final Notifications notifications;
  private final Pricing pricing;

  /// Builds all families on the same world.
  ///
  /// @param baseUri address of the API, for links in notifications
  public Families(
      World world, SimulatorOptions options, Faults faults, Spool spool, String baseUri) {
    this.world = world;
    this.quirks = world.quirks();
    this.writes = new Writes(world, options, faults, spool);
    this.pricing = new Pricing(world);
    pricing.register(writes);
    seed();
    VersionReleases releases = new VersionReleases(world, options);
    this.appReview = new AppReview(world, options, quirks, releases);
    this.appSeed = new AppSeed(world, spool);
    this.purchases = new Purchases(world);
    this.foreignItems = new ForeignItems(world, purchases);
    this.reviewSeed = new ReviewSeed(world, appReview);
    this.betaTesters = new BetaTesters(world);
    this.betaAppReview = new BetaAppReview(world, options.reviewScript());
    this.appEncryptionDeclarations = new AppEncryptionDeclarations(world);
    this.notifications = new Notifications(world, faults, baseUri);
    new Webhooks(notifications).register(writes);
    new Apps().register(writes);
    new BuildUploads().register(writes);
    new BuildUploadFiles().register(writes);
    new Builds().register(writes);
    new BuildProcessing().register(writes);
    new AppStoreVersions(releases).register(writes);
    new AppStoreVersionLocalizations().register(writes);
    new AppStoreReviewDetails().register(writes);
    new AppStoreVersionPhasedReleases().register(writes);
    new AppInfos().register(writes);
    new AppInfoLocalizations().register(writes);
    new AgeRatingDeclarations().register(writes);
    writes.on(
        "POST /v1/appStoreVersionReleaseRequests",
        call -> {
          releases.release(call.related("appStoreVersion", "appStoreVersions"));
          return call.create("appStoreVersionReleaseRequests");
        });
    betaAppReview.register(writes);
    betaTesters.register(writes);
    new BetaTesterInvitations().register(writes);
    new BuildBetaNotifications().register(writes);
    new BetaGroups(betaTesters, new PublicLinks(world)).register(writes);
    new BetaTexts().register(writes);
    new BuildBetaDetails().register(writes);
    appEncryptionDeclarations.register(writes);
    new ReviewSubmissions(appReview, new Cancellations(world, options)).register(writes);
    new ReviewSubmissionItems(appReview).register(writes);
    new MediaSets().register(writes);
    new MediaAssets(writes).register();
    AssetLibraries.register(writes);
  }

  /// Returns the handlers of all families, by operation.
  public Writes writes() {
    return writes;
  }

  /// Returns what Apple shows only sometimes.
  public Quirks quirks() {
    return quirks;
  }

  /// Deletes everything except Apple's own catalogue.
  public void reset() {
    world.clear();
    quirks.reset();
    world.guesses().reset();
    seed();
  }

  /// Adds what is never absent at Apple, also to a world that an older state file holds.
  private void seed() {
    AppCategories.seed(world);
    Users.seed(world);
    BundleIds.seed(world);
    AppPriceSchedules.seed(world);
  }

  /// Returns App Review.
  public AppReview appReview() {
    return appReview;
  }

  /// Returns what creates in-app purchases and subscriptions.
  public Purchases purchases() {
    return purchases;
  }

  /// Returns what adds foreign items to a submission.
  public ForeignItems foreignItems() {
    return foreignItems;
  }

  /// Returns what sends versions to App Review without calls.
  public ReviewSeed reviewSeed() {
    return reviewSeed;
  }

  /// Returns TestFlight's testers.
  public BetaTesters betaTesters() {
    return betaTesters;
  }

  /// Returns TestFlight's beta app review.
  public BetaAppReview betaAppReview() {
    return betaAppReview;
  }

  /// Returns the encryption declarations.
  public AppEncryptionDeclarations appEncryptionDeclarations() {
    return appEncryptionDeclarations;
  }

  /// Returns prices and availability.
  public Pricing pricing() {
    return pricing;
  }

  /// Returns the notifications for webhooks.
  public Notifications notifications() {
    return notifications;
  }

  /// Returns what creates app records.
  public AppSeed appSeed() {
    return appSeed;
  }
}
