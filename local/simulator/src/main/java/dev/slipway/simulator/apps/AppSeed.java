package dev.slipway.simulator.apps;

import dev.slipway.simulator.builds.BuildProcessing;
import dev.slipway.simulator.builds.BuildSeed;
import dev.slipway.simulator.media.DisplaySizes;
import dev.slipway.simulator.media.MediaAssets;
import dev.slipway.simulator.media.MediaProcessing;
import dev.slipway.simulator.pricing.AppAvailabilities;
import dev.slipway.simulator.pricing.AppPriceSchedules;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.Spool;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.testflight.BetaGroups;
import dev.slipway.simulator.testflight.BuildBetaDetails;
import dev.slipway.simulator.writes.AgeRatingQuestions;
import dev.slipway.simulator.writes.AppInfoStates;
import dev.slipway.simulator.writes.VersionStates;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/// Creates an app record as complete as a person would make it in App Store Connect.
public final class AppSeed {
  private final World world;
  private final Spool spool;

  public AppSeed(World world, Spool spool) {
    this.world = world;
    this.spool = spool;
  }

  /// Creates the app record. The world is locked and settled.
  ///
  /// @throws IllegalArgumentException if another app has this bundle id
  public SimulatedApp create(NewApp wanted) {
    String issuer = wanted.issuerId() == null ? world.issuerId() : wanted.issuerId();
    boolean taken =
        world.all("apps").stream()
            .anyMatch(other -> other.text("bundleId").equals(wanted.bundleId()));
    if (taken) {
      throw new IllegalArgumentException(
          "An app with bundle id " + wanted.bundleId() + " already exists");
    }
    Resource app = world.create("apps", world.newAppId(), issuer);
    app.set("name", wanted.name())
        .set("bundleId", wanted.bundleId())
        .set("sku", wanted.bundleId().toUpperCase(Locale.ROOT).replace('.', '-'))
        .set("primaryLocale", wanted.locales().getFirst())
        .set("isOrEverWasMadeForKids", false);
    app.hidden().put("platform", wanted.platform());
    BundleIds.register(world, app);
    if (wanted.priced()) {
      AppPriceSchedules.makeFree(world, app);
    } else {
      AppPriceSchedules.makePlaceholder(world, app);
    }
    if (wanted.available()) {
      AppAvailabilities.makeAvailable(world, app);
    }
    if (wanted.complete()) {
      app.set("contentRightsDeclaration", "DOES_NOT_USE_THIRD_PARTY_CONTENT");
    }
    testFlight(app, wanted);
    Resource version = version(app, wanted);
    appInfo(app, wanted);
    if (wanted.liveVersion() != null) {
      Resource build =
          BuildProcessing.createBuild(
              world,
              UUID.randomUUID().toString(),
              app,
              wanted.platform(),
              wanted.liveVersion(),
              wanted.liveBuild() == null ? "1" : wanted.liveBuild(),
              world.now().minus(Duration.ofDays(30)));
      build
          .set("processingState", "VALID")
          .set("usesNonExemptEncryption", false)
          .set("minOsVersion", BuildSeed.MIN_OS_VERSION);
      BuildBetaDetails.refresh(world, build);
      version.relate("build", build.id());
      VersionStates.set(world, version, "READY_FOR_DISTRIBUTION");
    } else {
      VersionStates.set(world, version, "PREPARE_FOR_SUBMISSION");
    }
    return new SimulatedApp(app.id(), wanted.bundleId(), wanted.name());
  }

  private Resource version(Resource app, NewApp wanted) {
    Resource version = world.create("appStoreVersions", app.issuerId()).relate("app", app.id());
    version
        .set("platform", wanted.platform())
        .set("versionString", wanted.liveVersion() == null ? "1.0" : wanted.liveVersion())
        .set("reviewType", "APP_STORE")
        .set("releaseType", "AFTER_APPROVAL")
        .set("downloadable", true)
        .set("createdDate", Dates.format(world.now().minus(Duration.ofDays(30))));
    if (wanted.complete()) {
      version.set(
          "copyright",
          Year.from(world.now().atZone(ZoneOffset.UTC)) + " " + wanted.name() + " Ltd");
      Resource detail =
          world
              .create("appStoreReviewDetails", app.issuerId())
              .relate("appStoreVersion", version.id());
      reviewContact(detail);
    }
    for (String locale : wanted.locales()) {
      Resource localization =
          world
              .create("appStoreVersionLocalizations", app.issuerId())
              .relate("appStoreVersion", version.id());
      localization.set("locale", locale);
      if (wanted.complete()) {
        localization
            .set("description", wanted.name() + " does one thing, and does it well.")
            .set("keywords", "example,simulator")
            .set("supportUrl", "https://example.com/support")
            .set("marketingUrl", "https://example.com");
        if (wanted.liveVersion() != null) {
          localization.set("whatsNew", "Small improvements.");
        }
      }
      screenshots(localization, wanted);
    }
    return version;
  }

  private static void reviewContact(Resource detail) {
    detail
        .set("contactFirstName", "Robin")
        .set("contactLastName", "Example")
        .set("contactPhone", "+1 408 555 0100")
        .set("contactEmail", "review@example.com")
        .set("demoAccountRequired", false);
  }

  private void testFlight(Resource app, NewApp wanted) {
    Resource detail = world.create("betaAppReviewDetails", app.id(), app.issuerId());
    detail.relate("app", app.id());
    if (wanted.complete()) {
      reviewContact(detail);
      for (String locale : wanted.locales()) {
        world
            .create("betaAppLocalizations", app.issuerId())
            .relate("app", app.id())
            .set("locale", locale)
            .set("description", wanted.name() + " does one thing.")
            .set("feedbackEmail", "beta@example.com");
      }
    }
    for (NewApp.BetaGroup group : wanted.betaGroups()) {
      BetaGroups.make(
          world, app, group.name(), group.isInternalGroup(), group.hasAccessToAllBuilds());
    }
  }

  private void screenshots(Resource localization, NewApp wanted) {
    for (NewApp.Screenshot one : wanted.seededScreenshots()) {
      Resource set = null;
      for (Resource other : world.related(localization, "appScreenshotSets")) {
        if (other.text("screenshotDisplayType").equals(one.displayType())) {
          set = other;
        }
      }
      if (set == null) {
        set =
            world
                .create("appScreenshotSets", localization.issuerId())
                .relate("appStoreVersionLocalization", localization.id());
        set.set("screenshotDisplayType", one.displayType());
      }
      Resource screenshot =
          world
              .create("appScreenshots", localization.issuerId())
              .relate("appScreenshotSet", set.id());
      int[] size = DisplaySizes.screenshotSize(one.displayType());
      screenshot
          .set("fileName", one.fileName())
          .set("assetType", "SCREENSHOT")
          .set("sourceFileChecksum", one.checksum())
          .set("assetToken", screenshot.id() + "/" + one.fileName())
          .set(
              "imageAsset",
              MediaProcessing.imageAsset(spool.assetUrl(screenshot.id()), size[0], size[1]));
      screenshot.attributes().put("fileSize", 734_003);
      MediaAssets.setState(screenshot, "COMPLETE");
    }
  }

  private void appInfo(Resource app, NewApp wanted) {
    Resource info = world.create("appInfos", app.issuerId()).relate("app", app.id());
    AppInfoStates.set(
        info, wanted.liveVersion() == null ? "PREPARE_FOR_SUBMISSION" : "READY_FOR_DISTRIBUTION");
    Resource rating = world.create("ageRatingDeclarations", info.id(), app.issuerId());
    info.relate("ageRatingDeclaration", rating.id());
    if (wanted.complete()) {
      info.set("appStoreAgeRating", "FOUR_PLUS");
      info.relate("primaryCategory", "UTILITIES");
      AgeRatingQuestions.LEVELS.forEach(name -> rating.set(name, "NONE"));
      AgeRatingQuestions.ANSWERS.forEach(name -> rating.set(name, false));
      rating.set(AgeRatingQuestions.SOCIAL_MEDIA, false);
      rating.set(AgeRatingQuestions.SOCIAL_MEDIA_AGE_RESTRICTED, false);
    }
    for (String locale : wanted.locales()) {
      Resource localization =
          world.create("appInfoLocalizations", app.issuerId()).relate("appInfo", info.id());
      localization.set("locale", locale).set("name", wanted.name());
      if (wanted.complete()) {
        localization.set("privacyPolicyUrl", "https://example.com/privacy");
        if (wanted.platform().equals("TV_OS")) {
          localization.set("privacyPolicyText", wanted.name() + " keeps everything here.");
        }
      }
    }
  }
}
