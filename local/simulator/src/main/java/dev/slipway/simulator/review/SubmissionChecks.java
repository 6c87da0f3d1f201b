package dev.slipway.simulator.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.builds.BuildProcessing;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.library.Placements;
import dev.slipway.simulator.media.MediaAssets;
import dev.slipway.simulator.media.MediaKind;
import dev.slipway.simulator.pricing.AppPriceSchedules;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.Quirks;
import dev.slipway.simulator.settings.Unmet;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.AgeRatingQuestions;
import dev.slipway.simulator.writes.AppInfoStates;
import dev.slipway.simulator.writes.ExportCompliance;
import dev.slipway.simulator.writes.VersionStates;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks everything that App Review requires of a version; what is missing goes into
/// `meta.associatedErrors`. Availability and trader status are not among it: submissions went
/// through without (first-release-live.md, A1 and A2).
final class SubmissionChecks {
  private final World world;
  private final Resource version;
  private final ObjectNode associated = JsonNodeFactory.instance.objectNode();

  /// The first day of the month that Apple named (apple-2026.md, 2).
  private static final Instant DUO_SINCE = Instant.parse("2027-04-01T00:00:00Z");

  private static final String IN_PROGRESS = "STATE_ERROR.SCREENSHOT_UPLOADS_IN_PROGRESS";

  private SubmissionChecks(World world, Resource version) {
    this.world = world;
    this.version = version;
  }

  /// Returns what is missing, by the path of the resource that lacks it; empty if nothing is
  /// missing.
  static ObjectNode of(World world, Quirks quirks, Resource version) {
    SubmissionChecks checks = new SubmissionChecks(world, version);
    Resource app = world.get("apps", version.relation("app"));
    checks.build();
    checks.texts();
    checks.reviewContact();
    checks.attribute(version, "copyright");
    checks.attribute(app, "contentRightsDeclaration");
    checks.appInfo(app);
    if (!AppPriceSchedules.isPriced(world, app)) {
      checks.unmet(Unmet.PRICE);
    }
    for (Unmet unmet : quirks.unmet()) {
      checks.unmet(unmet);
    }
    return world.guesses().turned(Guess.ONLY_FIRST_UNMET) ? checks.first() : checks.associated;
  }

  /// Returns the refusal for these reasons; the same at the item and at the submission
  /// (review-live.md, A9).
  ///
  /// @param id Apple's name of what cannot be reviewed
  static ApiError refusal(World world, Resource content, String id, ObjectNode associated) {
    boolean onlyInProgress =
        associated.findValuesAsText("code").stream().allMatch(IN_PROGRESS::equals);
    return onlyInProgress && world.guesses().turned(Guess.UPLOADS_IN_PROGRESS_AT_TOP)
        ? inProgress()
        : ApiError.notReviewable(content.type(), id, associated);
  }

  /// Reports screenshots that Apple still processes. The code was seen, 30 to 60 seconds after an
  /// upload, but not its text (review-live.md, B).
  private static ApiError inProgress() {
    return ApiError.state(
        IN_PROGRESS.substring("STATE_ERROR".length()), "Screenshot uploads are in progress.");
  }

  private ObjectNode first() {
    ObjectNode first = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : associated.properties()) {
      first.putArray(entry.getKey()).add(entry.getValue().path(0));
      break;
    }
    return first;
  }

  private void build() {
    Resource build = world.find("builds", version.relation("build"));
    if (build == null) {
      add(version, RelationshipErrors.required("build"));
      return;
    }
    if (!build.text("processingState").equals("VALID")
        || build.attributes().path("expired").asBoolean()) {
      add(build, ApiError.notInValidState("builds", build.id()));
    }
    if (!build.attributes().path("usesNonExemptEncryption").isBoolean()) {
      add(build, AttributeErrors.required("usesNonExemptEncryption"));
    } else if (build.attributes().path("usesNonExemptEncryption").asBoolean()) {
      encryptionDeclaration(build);
    }
  }

  private void encryptionDeclaration(Resource build) {
    Resource declaration = world.one(build, "appEncryptionDeclaration");
    if (declaration == null) {
      add(build, RelationshipErrors.required("appEncryptionDeclaration"));
    } else if (!ExportCompliance.suffices(world, declaration)) {
      add(declaration, ApiError.notInValidState("appEncryptionDeclarations", declaration.id()));
    }
  }

  private void texts() {
    boolean update = !VersionStates.isFirst(world, version);
    Resource app = world.get("apps", version.relation("app"));
    for (Resource localization : world.related(version, "appStoreVersionLocalizations")) {
      attribute(localization, "description");
      attribute(localization, "keywords");
      attribute(localization, "supportUrl");
      if (update) {
        attribute(localization, "whatsNew");
      }
      if (localization.text("locale").equals(app.text("primaryLocale"))) {
        screenshots(localization);
      }
      mediaComplete(localization);
      for (ApiError obstacle : Placements.obstacles(world, localization)) {
        add("/v1/appAssetLibraryPlacements/", obstacle);
      }
    }
  }

  /// Checks the display types that a build requires (apple-help: Screenshot specifications). One of
  /// each group is enough.
  private void screenshots(Resource localization) {
    switch (version.text("platform")) {
      case "MAC_OS" -> screenshots(localization, "APP_DESKTOP");
      case "TV_OS" -> screenshots(localization, "APP_APPLE_TV");
      case "VISION_OS" -> screenshots(localization, "APP_APPLE_VISION_PRO");
      default -> {
        Resource build = world.find("builds", version.relation("build"));
        Set<Integer> families = new HashSet<>();
        if (build != null) {
          build
              .hidden()
              .path(BuildProcessing.DEVICE_FAMILIES)
              .forEach(family -> families.add(family.asInt()));
        }
        boolean watch =
            build != null && build.hidden().path(BuildProcessing.HAS_WATCH_APP).asBoolean();
        // An app for the watch alone is in a container that no phone or pad shows
        // (ITSWatchOnlyContainer; App Store Connect Help, Add watchOS app information).
        boolean watchAlone =
            build != null && build.hidden().path(BuildProcessing.WATCH_ONLY).asBoolean();
        boolean phone =
            families.isEmpty()
                || families.contains(1)
                || world.guesses().turned(Guess.PAD_APP_NEEDS_PHONE_SCREENSHOTS);
        if (phone && !watchAlone) {
          screenshots(localization, "APP_IPHONE_65", "APP_IPHONE_67");
          if (!world.now().isBefore(DUO_SINCE)
              && world.guesses().turned(Guess.DUO_SCREENSHOTS_REQUIRED)) {
            screenshots(localization, "APP_IPHONE_DUO");
          }
        }
        if (families.contains(2) && !watchAlone) {
          screenshots(localization, "APP_IPAD_PRO_3GEN_129");
        }
        if (watch || watchAlone) {
          screenshots(localization, "APP_WATCH_SERIES_4", alsoForWatches());
        }
      }
    }
  }

  private String[] alsoForWatches() {
    return world.guesses().turned(Guess.WATCH_SERIES_4_REQUIRED)
        ? new String[0]
        : new String[] {
          "APP_WATCH_ULTRA", "APP_WATCH_SERIES_10", "APP_WATCH_SERIES_7", "APP_WATCH_SERIES_3"
        };
  }

  private void screenshots(Resource localization, String named, String... alsoAccepted) {
    Set<String> accepted = new HashSet<>(List.of(alsoAccepted));
    accepted.add(named);
    boolean onlySetsCount = world.guesses().turned(Guess.REQUIRED_SCREENSHOTS_IN_SETS);
    boolean there =
        world.related(localization, "appScreenshotSets").stream()
            .filter(set -> accepted.contains(set.text("screenshotDisplayType")))
            .flatMap(set -> world.related(set, "appScreenshots").stream())
            .anyMatch(one -> !onlySetsCount || !one.hidden().has(MediaAssets.FROM_LIBRARY));
    if (!there && (onlySetsCount || !Placements.shows(world, localization, accepted))) {
      add(
          "/v1/appScreenshots/",
          new ApiError(
              409,
              "STATE_ERROR.SCREENSHOT_REQUIRED." + named,
              "App screenshot missing (" + named + ").",
              "A screenshot for one of the following types is required but was not provided: "
                  + named,
              null,
              null,
              null,
              null));
    }
  }

  private void mediaComplete(Resource localization) {
    for (MediaKind kind : MediaKind.values()) {
      for (Resource set : world.related(localization, kind.setType())) {
        for (Resource asset : world.related(set, kind.assetType())) {
          ApiError obstacle = MediaAssets.obstacle(world, asset);
          if (obstacle != null) {
            add(asset, obstacle);
          }
        }
      }
    }
  }

  private void reviewContact() {
    Resource detail = world.one(version, "appStoreReviewDetail");
    if (detail == null) {
      add(version, RelationshipErrors.required("appStoreReviewDetail"));
      return;
    }
    for (String name :
        List.of("contactFirstName", "contactLastName", "contactPhone", "contactEmail")) {
      attribute(detail, name);
    }
    if (detail.attributes().path("demoAccountRequired").asBoolean()) {
      attribute(detail, "demoAccountName");
      attribute(detail, "demoAccountPassword");
    }
  }

  private void appInfo(Resource app) {
    Resource draft = AppInfoStates.draft(world, app);
    Resource info = draft == null ? world.one(app, "appInfos") : draft;
    if (info == null) {
      return;
    }
    if (info.relation("primaryCategory") == null) {
      add(info, RelationshipErrors.required("primaryCategory"));
    }
    for (Resource localization : world.related(info, "appInfoLocalizations")) {
      attribute(localization, "name");
      attribute(localization, "privacyPolicyUrl");
      // Of every app that has a version for Apple TV, also when another platform is submitted
      // (fastlane#20869; App Store Connect Help, Manage app privacy; NipaPlay-Reload#827).
      if (!VersionStates.versions(world, app.id(), "TV_OS").isEmpty()) {
        attribute(localization, "privacyPolicyText");
      }
    }
    Resource rating = world.one(info, "ageRatingDeclaration");
    if (rating != null) {
      AgeRatingQuestions.all().forEach(name -> attribute(rating, name));
      if (!world.now().isBefore(AgeRatingQuestions.SOCIAL_MEDIA_SINCE)) {
        attribute(rating, AgeRatingQuestions.SOCIAL_MEDIA);
      }
    }
  }

  private void unmet(Unmet unmet) {
    add(
        unmet.path(),
        new ApiError(
            409,
            unmet.code(),
            "The request cannot be fulfilled because of the state of another resource.",
            unmet.detail(),
            null,
            null,
            null,
            null));
  }

  private void attribute(@Nullable Resource resource, String name) {
    if (resource != null && !resource.has(name)) {
      add(resource, AttributeErrors.required(name));
    }
  }

  private void add(Resource resource, ApiError error) {
    add("/v1/" + resource.type() + "/" + resource.id(), error);
  }

  private void add(String path, ApiError error) {
    associated.withArray("/" + path.replace("~", "~0").replace("/", "~1")).add(error.toJson());
  }
}
