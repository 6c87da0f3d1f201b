package dev.slipway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.library.Placements;
import dev.slipway.simulator.pricing.AppAvailabilities;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a `Snapshot` from a locked world.
final class SnapshotReader {
  private SnapshotReader() {}

  static Snapshot read(World world) {
    return new Snapshot(
        world.all("buildUploads").stream().map(SnapshotReader::upload).toList(),
        world.all("builds").stream().map(build -> build(world, build)).toList(),
        world.all("appStoreVersions").stream().map(version -> version(world, version)).toList(),
        world.all("reviewSubmissions").stream()
            .map(submission -> submission(world, submission))
            .toList(),
        sets(world, "appScreenshotSets", "screenshotDisplayType", "appScreenshots"),
        sets(world, "appPreviewSets", "previewType", "appPreviews"),
        world.all("appStoreReviewAttachments").stream()
            .map(
                asset ->
                    new Snapshot.ReviewAttachment(
                        String.valueOf(
                            world
                                .get(
                                    "appStoreReviewDetails", asset.relation("appStoreReviewDetail"))
                                .relation("appStoreVersion")),
                        asset(asset)))
            .toList(),
        world.all("appInfos").stream().map(info -> appInfo(world, info)).toList(),
        world.all("apps").stream()
            .map(
                app ->
                    new Snapshot.App(
                        app.id(),
                        app.text("bundleId"),
                        app.text("primaryLocale"),
                        app.attributes().path("contentRightsDeclaration").textValue()))
            .toList(),
        world.all("appPriceSchedules").stream()
            .flatMap(
                schedule ->
                    world.related(schedule, "manualPrices").stream()
                        .map(price -> price(world, schedule, price)))
            .toList(),
        world.all("appAvailabilities").stream().map(SnapshotReader::availability).toList(),
        Stream.concat(world.all("inAppPurchases").stream(), world.all("subscriptions").stream())
            .map(product -> purchase(world, product))
            .toList(),
        world.all("betaGroups").stream().map(group -> betaGroup(world, group)).toList(),
        world.all("apps").stream()
            .map(
                app ->
                    new Snapshot.TestInformation(
                        app.id(),
                        texts(world.related(app, "betaAppLocalizations")),
                        answered(world.one(app, "betaAppReviewDetail"))))
            .toList(),
        Stream.of("appAssetLibraryImages", "appAssetLibraryVideos")
            .flatMap(type -> world.all(type).stream())
            .map(SnapshotReader::libraryAsset)
            .toList(),
        Placements.inOrder(world).stream().map(one -> placement(world, one)).toList());
  }

  private static Snapshot.LibraryAsset libraryAsset(Resource asset) {
    List<String> codes = new ArrayList<>();
    asset.attributes().path("stateDetails").forEach(one -> codes.add(one.path("code").asText()));
    return new Snapshot.LibraryAsset(
        asset.id(),
        String.valueOf(asset.relation("assetLibrary")),
        asset.text("fileName"),
        asset.attributes().path("referenceName").textValue(),
        asset.text("state"),
        asset.attributes().path("specId").textValue(),
        codes);
  }

  private static Snapshot.Placement placement(World world, Resource placement) {
    Resource localization =
        world.get(
            "appStoreVersionLocalizations", placement.relation("appStoreVersionLocalization"));
    String image = placement.relation("image");
    return new Snapshot.Placement(
        placement.id(),
        String.valueOf(localization.relation("appStoreVersion")),
        localization.text("locale"),
        placement.text("placementType"),
        placement.text("placementGroup"),
        image == null ? String.valueOf(placement.relation("video")) : image,
        placement.text("state"));
  }

  private static Snapshot.Price price(World world, Resource schedule, Resource price) {
    return new Snapshot.Price(
        schedule.id(),
        String.valueOf(schedule.relation("baseTerritory")),
        String.valueOf(price.relation("territory")),
        text(world.one(price, "appPricePoint"), "customerPrice"),
        price.attributes().path("startDate").textValue(),
        price.attributes().path("endDate").textValue());
  }

  private static Snapshot.Availability availability(Resource availability) {
    return new Snapshot.Availability(
        availability.id(),
        availability.attributes().path("availableInNewTerritories").asBoolean(),
        AppAvailabilities.territories(availability));
  }

  private static Snapshot.Purchase purchase(World world, Resource product) {
    Resource group = world.find("subscriptionGroups", product.relation("group"));
    return new Snapshot.Purchase(
        app(group == null ? product : group),
        product.text("productId"),
        product.text("state"),
        text(world.related(product, "versions").getLast(), "state"),
        group == null ? null : text(world.related(group, "versions").getLast(), "state"));
  }

  private static List<Snapshot.MediaSet> sets(
      World world, String type, String displayType, String members) {
    List<Snapshot.MediaSet> sets = new ArrayList<>();
    for (Resource set : world.all(type)) {
      Resource localization =
          world.get("appStoreVersionLocalizations", set.relation("appStoreVersionLocalization"));
      Resource version = world.get("appStoreVersions", localization.relation("appStoreVersion"));
      sets.add(
          new Snapshot.MediaSet(
              set.id(),
              app(version),
              version.id(),
              version.text("versionString"),
              localization.text("locale"),
              set.text(displayType),
              world.related(set, members).stream().map(SnapshotReader::asset).toList()));
    }
    return sets;
  }

  private static Snapshot.MediaAsset asset(Resource asset) {
    JsonNode attributes = asset.attributes();
    JsonNode state =
        attributes.path(
            attributes.has("videoDeliveryState") ? "videoDeliveryState" : "assetDeliveryState");
    List<String> codes = new ArrayList<>();
    state.path("errors").forEach(error -> codes.add(error.path("code").asText()));
    return new Snapshot.MediaAsset(
        asset.id(),
        asset.text("fileName"),
        asset.has("sourceFileChecksum") ? asset.text("sourceFileChecksum") : null,
        state.path("state").asText(),
        codes);
  }

  private static String app(Resource resource) {
    String id = resource.relation("app");
    return id == null ? "" : id;
  }

  private static Snapshot.BuildUpload upload(Resource upload) {
    JsonNode state = upload.attributes().path("state");
    List<String> codes = new ArrayList<>();
    state.path("errors").forEach(error -> codes.add(error.path("code").asText()));
    return new Snapshot.BuildUpload(
        upload.id(),
        app(upload),
        upload.text("cfBundleShortVersionString"),
        upload.text("cfBundleVersion"),
        upload.text("platform"),
        state.path("state").asText(),
        codes,
        upload.relation("build"));
  }

  private static Snapshot.Build build(World world, Resource build) {
    Resource train = world.get("preReleaseVersions", build.relation("preReleaseVersion"));
    JsonNode encryption = build.attributes().path("usesNonExemptEncryption");
    return new Snapshot.Build(
        build.id(),
        app(build),
        train.text("version"),
        build.text("version"),
        train.text("platform"),
        build.text("processingState"),
        encryption.isBoolean() ? encryption.asBoolean() : null,
        build.relation("appEncryptionDeclaration"),
        text(world.one(build, "buildBetaDetail"), "internalBuildState"),
        text(world.one(build, "buildBetaDetail"), "externalBuildState"),
        world.related(build, "betaAppReviewSubmission").stream()
            .map(submission -> submission.text("betaReviewState"))
            .findFirst()
            .orElse(null),
        world.related(build, "betaGroups").stream().map(group -> group.text("name")).toList(),
        texts(world.related(build, "betaBuildLocalizations")));
  }

  private static Snapshot.BetaGroup betaGroup(World world, Resource group) {
    JsonNode limit = group.attributes().path("publicLinkLimit");
    return new Snapshot.BetaGroup(
        group.id(),
        app(group),
        group.text("name"),
        group.attributes().path("isInternalGroup").asBoolean(),
        group.attributes().path("hasAccessToAllBuilds").asBoolean(),
        group.attributes().path("publicLink").textValue(),
        limit.isInt() ? limit.asInt() : null,
        world.related(group, "betaTesters").stream()
            .map(
                tester ->
                    new Snapshot.BetaTester(
                        tester.id(), tester.text("email"), tester.text("state")))
            .toList());
  }

  private static Snapshot.AppStoreVersion version(World world, Resource version) {
    String primary = world.get("apps", version.relation("app")).text("primaryLocale");
    @Nullable String whatsNew = null;
    for (Resource localization : world.related(version, "appStoreVersionLocalizations")) {
      if (localization.text("locale").equals(primary) && localization.has("whatsNew")) {
        whatsNew = localization.text("whatsNew");
      }
    }
    Resource phased = world.one(version, "appStoreVersionPhasedRelease");
    return new Snapshot.AppStoreVersion(
        version.id(),
        app(version),
        version.text("platform"),
        version.text("versionString"),
        version.text("appVersionState"),
        version.text("releaseType"),
        version.relation("build"),
        whatsNew,
        phased == null ? null : phased.text("phasedReleaseState"),
        version.attributes().path("copyright").textValue(),
        version.attributes().path("earliestReleaseDate").textValue(),
        texts(world.related(version, "appStoreVersionLocalizations")),
        answered(world.one(version, "appStoreReviewDetail")));
  }

  private static Snapshot.AppInfo appInfo(World world, Resource info) {
    Map<String, String> categories = new LinkedHashMap<>();
    info.relations()
        .forEach(
            (name, id) -> {
              if (name.startsWith("primary") || name.startsWith("secondary")) {
                categories.put(name, id);
              }
            });
    return new Snapshot.AppInfo(
        info.id(),
        app(info),
        info.text("state"),
        categories,
        answered(world.one(info, "ageRatingDeclaration")),
        texts(world.related(info, "appInfoLocalizations")));
  }

  private static String text(@Nullable Resource resource, String attribute) {
    return resource == null ? "" : resource.text(attribute);
  }

  private static List<Snapshot.Texts> texts(List<Resource> localizations) {
    return localizations.stream()
        .map(
            localization -> {
              Map<String, String> texts = answered(localization);
              texts.remove("locale");
              return new Snapshot.Texts(localization.text("locale"), texts);
            })
        .toList();
  }

  private static Map<String, String> answered(@Nullable Resource resource) {
    Map<String, String> answers = new LinkedHashMap<>();
    if (resource != null) {
      for (Map.Entry<String, JsonNode> entry : resource.attributes().properties()) {
        if (!entry.getValue().isNull()) {
          answers.put(entry.getKey(), entry.getValue().asText());
        }
      }
    }
    return answers;
  }

  private static Snapshot.ReviewSubmission submission(World world, Resource submission) {
    List<Resource> items = world.related(submission, "items");
    return new Snapshot.ReviewSubmission(
        submission.id(),
        app(submission),
        submission.text("platform"),
        submission.text("state"),
        submission.has("submittedDate") ? Dates.parse(submission.text("submittedDate")) : null,
        items.stream()
            .map(item -> item.relation("appStoreVersion"))
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .toList(),
        items.stream().map(item -> item.text("state")).toList(),
        items.stream()
            .flatMap(item -> item.relations().keySet().stream())
            .filter(name -> !name.equals("reviewSubmission"))
            .toList());
  }
}
