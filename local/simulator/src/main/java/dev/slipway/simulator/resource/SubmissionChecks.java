package dev.slipway.simulator.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.Quirks;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that must be there before App Review takes a version; what is missing goes into
/// `meta.associatedErrors`.
final class SubmissionChecks {
  private final World world;
  private final Resource version;
  private final ObjectNode associated = JsonNodeFactory.instance.objectNode();

  private SubmissionChecks(World world, Resource version) {
    this.world = world;
    this.version = version;
  }

  /// What is missing, by the path of the resource that misses it; empty when nothing is.
  static ObjectNode of(World world, Resource version, Quirks quirks) {
    SubmissionChecks checks = new SubmissionChecks(world, version);
    Resource app = world.get("apps", version.relation("app"));
    checks.build();
    checks.texts();
    checks.reviewContact();
    checks.attribute(version, "copyright");
    checks.attribute(app, "contentRightsDeclaration");
    checks.appInfo(app);
    return quirks.onlyFirstUnmet() ? checks.first() : checks.associated;
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
      add(version, ApiError.relationshipRequired("build"));
      return;
    }
    if (!build.text("processingState").equals("VALID")
        || build.attributes().path("expired").asBoolean()) {
      add(build, ApiError.notInValidState("builds", build.id()));
    }
    if (!build.attributes().path("usesNonExemptEncryption").isBoolean()) {
      add(build, ApiError.attributeRequired("usesNonExemptEncryption"));
    } else if (build.attributes().path("usesNonExemptEncryption").asBoolean()) {
      encryptionDeclaration(build);
    }
  }

  private void encryptionDeclaration(Resource build) {
    Resource declaration = world.one(build, "appEncryptionDeclaration");
    if (declaration == null) {
      add(build, ApiError.relationshipRequired("appEncryptionDeclaration"));
    } else if (!AppEncryptionDeclarations.isApproved(declaration)) {
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
    }
  }

  private void screenshots(Resource localization) {
    List<Resource> sets = world.related(localization, "appScreenshotSets");
    Set<String> accepted =
        switch (version.text("platform")) {
          case "MAC_OS" -> Set.of("APP_DESKTOP");
          case "TV_OS" -> Set.of("APP_APPLE_TV");
          case "VISION_OS" -> Set.of("APP_APPLE_VISION_PRO");
          default -> Set.of("APP_IPHONE_67", "APP_IPHONE_65");
        };
    boolean there =
        sets.stream()
            .filter(set -> accepted.contains(set.text("screenshotDisplayType")))
            .anyMatch(set -> !world.related(set, "appScreenshots").isEmpty());
    if (!there) {
      String type =
          accepted.contains("APP_IPHONE_65") ? "APP_IPHONE_65" : accepted.iterator().next();
      add(
          "/v1/appScreenshots/",
          new ApiError(
              409,
              "STATE_ERROR.SCREENSHOT_REQUIRED." + type,
              "App screenshot missing (" + type + ").",
              "",
              null,
              null,
              null,
              null));
    }
    for (Resource set : sets) {
      for (Resource screenshot : world.related(set, "appScreenshots")) {
        if (!screenshot
            .attributes()
            .path("assetDeliveryState")
            .path("state")
            .asText()
            .equals("COMPLETE")) {
          add(screenshot, ApiError.notInValidState("appScreenshots", screenshot.id()));
        }
      }
    }
  }

  private void reviewContact() {
    Resource detail = world.one(version, "appStoreReviewDetail");
    if (detail == null) {
      add(version, ApiError.relationshipRequired("appStoreReviewDetail"));
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
    Resource draft = VersionStates.draftAppInfo(world, app);
    Resource info = draft == null ? world.one(app, "appInfos") : draft;
    if (info == null) {
      return;
    }
    if (info.relation("primaryCategory") == null) {
      add(info, ApiError.relationshipRequired("primaryCategory"));
    }
    for (Resource localization : world.related(info, "appInfoLocalizations")) {
      attribute(localization, "name");
      attribute(localization, "privacyPolicyUrl");
    }
    Resource rating = world.one(info, "ageRatingDeclaration");
    if (rating != null) {
      AppSeed.ageQuestions().forEach(name -> attribute(rating, name));
    }
  }

  private void attribute(@Nullable Resource resource, String name) {
    if (resource != null && !resource.has(name)) {
      add(resource, ApiError.attributeRequired(name));
    }
  }

  private void add(Resource resource, ApiError error) {
    add("/v1/" + resource.type() + "/" + resource.id(), error);
  }

  private void add(String path, ApiError error) {
    associated.withArray("/" + path.replace("~", "~0").replace("/", "~1")).add(error.toJson());
  }
}
