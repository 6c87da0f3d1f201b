package dev.slipway.simulator.versions;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.media.MediaAssets;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.VersionNumbers;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.EditableFields;
import dev.slipway.simulator.writes.GivenNumbers;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `appStoreVersions`: one unreleased version per platform. What can be changed in which state is
/// in [EditableFields].
public final class AppStoreVersions {
  private final VersionReleases releases;

  public AppStoreVersions(VersionReleases releases) {
    this.releases = releases;
  }

  public void register(Writes writes) {
    World world = writes.world();
    world.onDue(
        VersionStates.UNFIT_BUILD_SENT,
        (due, at) -> BuildOfVersion.refuseUnfit(world, world.find("appStoreVersions", due.id())));
    writes.on("POST /v1/appStoreVersions", AppStoreVersions::create);
    writes.on("PATCH /v1/appStoreVersions/{id}", this::update);
    writes.on("DELETE /v1/appStoreVersions/{id}", AppStoreVersions::delete);
    writes.on(
        "PATCH /v1/appStoreVersions/{id}/relationships/build",
        call -> {
          ApiError locked = BuildOfVersion.locked(call, call.target());
          if (locked != null) {
            throw new ApiException(locked);
          }
          BuildOfVersion.attach(call, call.target(), call.data().path("id").textValue(), "");
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
          RelationshipErrors.invalid(
              "app", "You cannot create a new version of the App in the current state."));
    }
    versionNumber(world, app.id(), platform, number, null, errors);
    if (call.givesRelationship("appStoreVersionLocalizations")) {
      errors.add(
          RelationshipErrors.invalid(
              "appStoreVersionLocalizations",
              "A new version brings its own localizations; change those."));
    }
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
    String unasked =
        world.guesses().turned(Guess.RELEASE_TYPE_STARTS_MANUAL) ? "MANUAL" : "AFTER_APPROVAL";
    String releaseType = call.text("releaseType").isEmpty() ? unasked : call.text("releaseType");
    ReleasePlan.check(call, releaseType, null);
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
        .set("releaseType", releaseType)
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
        BuildOfVersion.attach(call, version, call.relationshipId("build"), "build");
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
          AttributeErrors.invalid(
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
          AttributeErrors.duplicate(
              "versionString", "The version number has been previously used."));
      return;
    }
    String released = VersionStates.highestReleased(world, appId, platform);
    if (released != null
        && VersionNumbers.compare(number, released) <= 0
        && world.guesses().turned(Guess.LOWER_VERSION_STRING)) {
      errors.add(
          AttributeErrors.invalid(
              "versionString",
              "The version number must be higher than the released one, " + released + "."));
    }
  }

  private Resource update(WriteCall call) {
    Resource version = call.target();
    requireOpen(call, version);
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
    ReleasePlan.check(call, releaseType, version);
    String oldNumber = version.text("versionString");
    String newNumber =
        call.gives("versionString")
            ? GivenNumbers.shown(call.world(), call.text("versionString"))
            : oldNumber;
    if (call.givesRelationship("build")) {
      version.set("versionString", newNumber);
      try {
        BuildOfVersion.attach(call, version, call.relationshipId("build"), "build");
      } catch (ApiException e) {
        version.set("versionString", oldNumber);
        throw e;
      }
    } else if (!newNumber.equals(oldNumber)) {
      // The build stays, whatever its number (review-live.md, A14).
      version.set("versionString", newNumber);
      VersionStates.prepareAgain(call.world(), version);
    }
    call.copyAttributes(version, "copyright", "usesIdfa", "downloadable");
    ReleasePlan.set(call, version, releaseType);
    if (!call.text("reviewType").isEmpty()) {
      version.set("reviewType", call.text("reviewType"));
    }
    releases.planned(version);
    return version;
  }

  /// Refuses what the version's state locks, all at once (review-live.md, A8; the words for other
  /// attributes than the version string are a guess).
  private static void requireOpen(WriteCall call, Resource version) {
    List<ApiError> errors = new ArrayList<>();
    for (String name :
        EditableFields.lockedAttributes(call, "appStoreVersions", VersionStates.of(version))) {
      errors.add(AttributeErrors.locked(name, "The attribute '" + name + "' can not be modified."));
    }
    if (call.givesRelationship("build")) {
      ApiError locked = BuildOfVersion.locked(call, version);
      if (locked != null) {
        errors.add(locked);
      }
    }
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
  }

  /// Refuses practically always, with several errors at once (review-live.md, A6).
  private static @Nullable Resource delete(WriteCall call) {
    World world = call.world();
    Resource version = call.target();
    String platform = version.text("platform");
    List<ApiError> errors = new ArrayList<>();
    if (VersionStates.versions(world, version.relation("app"), platform).size() > 1) {
      errors.add(ApiError.state("", "Only the first version of any platform can be deleted."));
    }
    if (world.all("appStoreVersions").stream()
        .noneMatch(
            other ->
                other != version
                    && Objects.equals(other.relation("app"), version.relation("app")))) {
      errors.add(ApiError.state("", "The last version of an app cannot be deleted."));
    }
    boolean built =
        world.all("builds").stream()
            .filter(build -> Objects.equals(build.relation("app"), version.relation("app")))
            .map(build -> world.get("preReleaseVersions", build.relation("preReleaseVersion")))
            .anyMatch(train -> train.text("platform").equals(platform));
    if (built) {
      errors.add(
          ApiError.state(
              "", "A version cannot be deleted if any build has been uploaded for the platform."));
    }
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
    if (!VersionStates.isEditable(version)) {
      throw new ApiException(ApiError.notInValidState("appStoreVersions", version.id()));
    }
    remove(world, version);
    return null;
  }

  /// Removes a version with everything that belongs to it.
  public static void remove(World world, Resource version) {
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
