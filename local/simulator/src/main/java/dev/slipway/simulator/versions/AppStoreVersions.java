package dev.slipway.simulator.versions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.media.MediaAssets;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.VersionNumbers;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.GivenNumbers;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `appStoreVersions`: one unreleased version per platform, locked while it is in review.
public final class AppStoreVersions {
  private static final Set<String> RELEASE_PLAN = Set.of("releaseType", "earliestReleaseDate");

  public void register(Writes writes) {
    writes.on("POST /v1/appStoreVersions", AppStoreVersions::create);
    writes.on("PATCH /v1/appStoreVersions/{id}", AppStoreVersions::update);
    writes.on("DELETE /v1/appStoreVersions/{id}", AppStoreVersions::delete);
    writes.on(
        "PATCH /v1/appStoreVersions/{id}/relationships/build",
        call -> {
          VersionStates.requireEditable(call.target());
          attach(call, call.target(), call.data().path("id").textValue(), "");
          return null;
        });
  }

  private static Resource create(WriteCall call) {
    Resource app = call.related("app", "apps");
    World world = call.world();
    String platform = call.text("platform");
    String number = call.text("versionString");
    List<ApiError> errors = new ArrayList<>();
    if (VersionStates.unreleased(world, app.id(), platform) != null) {
      errors.add(
          ApiError.relationshipInvalid(
              "app", "You cannot create a new version of the App in the current state."));
    }
    versionNumber(world, app.id(), platform, number, null, errors);
    if (call.givesRelationship("appStoreVersionLocalizations")) {
      errors.add(
          ApiError.relationshipInvalid(
              "appStoreVersionLocalizations",
              "A new version brings its own localizations; change those."));
    }
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
    checkReleasePlan(
        call,
        call.text("releaseType").isEmpty() ? "AFTER_APPROVAL" : call.text("releaseType"),
        null);
    Resource last = null;
    for (Resource other : VersionStates.versions(world, app.id(), platform)) {
      last = other;
    }
    Resource version = call.create("appStoreVersions").relate("app", app.id());
    version
        .set("platform", platform)
        .set("versionString", GivenNumbers.shown(world, number))
        .set(
            "reviewType", call.text("reviewType").isEmpty() ? "APP_STORE" : call.text("reviewType"))
        .set(
            "releaseType",
            call.text("releaseType").isEmpty() ? "AFTER_APPROVAL" : call.text("releaseType"))
        .set("downloadable", true)
        .set("createdDate", Dates.format(call.now()));
    call.copyAttributes(version, "copyright", "earliestReleaseDate", "usesIdfa");
    if (last != null) {
      if (!call.gives("copyright") && !world.guesses().turned(Guess.COPYRIGHT_STARTS_EMPTY)) {
        version.set("copyright", last.attributes().path("copyright").deepCopy());
      }
      CarriedOver.texts(world, last, version);
    } else {
      call.create("appStoreVersionLocalizations")
          .relate("appStoreVersion", version.id())
          .set("locale", app.text("primaryLocale"));
    }
    CarriedOver.appInfo(world, app);
    VersionStates.set(world, version, "PREPARE_FOR_SUBMISSION");
    if (call.givesRelationship("build")) {
      try {
        attach(call, version, call.relationshipId("build"), "build");
      } catch (ApiException e) {
        remove(world, version);
        throw e;
      }
    }
    return version;
  }

  private static void versionNumber(
      World world,
      @Nullable String appId,
      String platform,
      String number,
      @Nullable Resource self,
      List<ApiError> errors) {
    if (!VersionNumbers.isVersion(number)) {
      errors.add(
          ApiError.attributeInvalid(
              "versionString",
              "The version number must be up to three numbers with dots between them."));
      return;
    }
    boolean used =
        VersionStates.versions(world, appId, platform).stream()
            .anyMatch(
                other -> other != self && VersionNumbers.same(other.text("versionString"), number));
    if (used) {
      errors.add(
          ApiError.duplicate("versionString", "The version number has been previously used."));
      return;
    }
    String released = VersionStates.highestReleased(world, appId, platform);
    if (released != null && VersionNumbers.compare(number, released) <= 0) {
      errors.add(
          ApiError.attributeInvalid(
              "versionString",
              "The version number must be higher than the released one, " + released + "."));
    }
  }

  private static void checkReleasePlan(
      WriteCall call, String releaseType, @Nullable Resource version) {
    String date =
        call.gives("earliestReleaseDate")
            ? call.text("earliestReleaseDate")
            : version == null ? "" : version.text("earliestReleaseDate");
    if (!releaseType.equals("SCHEDULED")) {
      if (call.gives("earliestReleaseDate") && !date.isEmpty()) {
        throw new ApiException(
            ApiError.attributeInvalid(
                "earliestReleaseDate", "A date goes with the release type SCHEDULED only."));
      }
      return;
    }
    if (date.isEmpty()) {
      throw new ApiException(ApiError.attributeRequired("earliestReleaseDate"));
    }
    if (!call.gives("earliestReleaseDate")) {
      return;
    }
    try {
      Instant instant = Dates.parse(date);
      var utc = instant.atOffset(ZoneOffset.UTC);
      if (!instant.isAfter(call.now())
          || utc.getSecond() != 0
          || utc.getNano() != 0
          || utc.getMinute() % 60 != 0) {
        throw new ApiException(
            ApiError.attributeInvalid(
                "earliestReleaseDate", "The date must be in the future and on a whole hour."));
      }
    } catch (DateTimeException e) {
      throw new ApiException(
          ApiError.attributeType("earliestReleaseDate", "The date is not ISO 8601 with offset."));
    }
  }

  private static Resource update(WriteCall call) {
    Resource version = call.target();
    List<String> given = new ArrayList<>();
    call.data().path("attributes").fieldNames().forEachRemaining(given::add);
    boolean planOnly = RELEASE_PLAN.containsAll(given) && !call.givesRelationship("build");
    if (!(planOnly && VersionStates.of(version).equals("WAITING_FOR_REVIEW"))) {
      VersionStates.requireEditable(version);
    }
    if (call.givesRelationship("appClipDefaultExperience")) {
      call.related("appClipDefaultExperience", "appClipDefaultExperiences");
    }
    if (call.gives("versionString")) {
      List<ApiError> errors = new ArrayList<>();
      versionNumber(
          call.world(),
          version.relation("app"),
          version.text("platform"),
          call.text("versionString"),
          version,
          errors);
      if (!errors.isEmpty()) {
        throw new ApiException(errors);
      }
    }
    String releaseType =
        call.text("releaseType").isEmpty() ? version.text("releaseType") : call.text("releaseType");
    checkReleasePlan(call, releaseType, version);
    String oldNumber = version.text("versionString");
    String newNumber =
        call.gives("versionString")
            ? GivenNumbers.shown(call.world(), call.text("versionString"))
            : oldNumber;
    if (call.givesRelationship("build")) {
      version.set("versionString", newNumber);
      try {
        attach(call, version, call.relationshipId("build"), "build");
      } catch (ApiException e) {
        version.set("versionString", oldNumber);
        throw e;
      }
    } else if (!newNumber.equals(oldNumber)) {
      version.set("versionString", newNumber);
      version.relate("build", null);
    }
    call.copyAttributes(version, "copyright", "earliestReleaseDate", "usesIdfa", "downloadable");
    version.set("releaseType", releaseType);
    if (!call.text("reviewType").isEmpty()) {
      version.set("reviewType", call.text("reviewType"));
    }
    if (!releaseType.equals("SCHEDULED")) {
      version.set("earliestReleaseDate", JsonNodeFactory.instance.nullNode());
    }
    return version;
  }

  private static void attach(
      WriteCall call, Resource version, @Nullable String buildId, String relationship) {
    if (buildId == null) {
      version.relate("build", null);
      return;
    }
    Resource build = call.find("builds", buildId, relationship);
    Resource train = call.world().get("preReleaseVersions", build.relation("preReleaseVersion"));
    String problem = null;
    if (!java.util.Objects.equals(build.relation("app"), version.relation("app"))) {
      problem = "The build belongs to another app.";
    } else if (!train.text("platform").equals(version.text("platform"))) {
      problem = "The build is for another platform.";
    } else if (!VersionNumbers.same(train.text("version"), version.text("versionString"))) {
      problem =
          "The build's version "
              + train.text("version")
              + " is not the version "
              + version.text("versionString")
              + ".";
    } else if (!build.text("processingState").equals("VALID")) {
      problem =
          "The specified build is not valid: its processing state is "
              + build.text("processingState")
              + ".";
    } else if (build.attributes().path("expired").asBoolean()) {
      problem = "The specified build has expired.";
    } else if (!build.text("buildAudienceType").equals("APP_STORE_ELIGIBLE")) {
      problem = "The specified build is for internal testing only.";
    }
    if (problem != null) {
      throw new ApiException(ApiError.relationshipInvalid(relationship, problem));
    }
    version.relate("build", build.id());
  }

  private static @Nullable Resource delete(WriteCall call) {
    Resource version = call.target();
    if (!VersionStates.isEditable(version) || VersionStates.isFirst(call.world(), version)) {
      throw new ApiException(ApiError.notInValidState("appStoreVersions", version.id()));
    }
    remove(call.world(), version);
    return null;
  }

  private static void remove(World world, Resource version) {
    for (String relationship :
        List.of(
            "appStoreVersionLocalizations",
            "appStoreReviewDetail",
            "appStoreVersionPhasedRelease")) {
      for (Resource part : world.related(version, relationship)) {
        if (relationship.equals("appStoreVersionLocalizations")) {
          AppStoreVersionLocalizations.remove(world, part);
        } else {
          world.related(part, MediaAssets.ATTACHMENTS).forEach(world::remove);
          world.remove(part);
        }
      }
    }
    world.remove(version);
  }
}
