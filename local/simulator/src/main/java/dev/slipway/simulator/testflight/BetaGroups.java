package dev.slipway.simulator.testflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `betaGroups`: who tests, and which builds they receive.
public final class BetaGroups {
  private static final String LINK = "betaGroupBuilds";

  /// media-live.md, 4: taken 15 s later.
  private static final Duration SETTLING = Duration.ofSeconds(15);

  /// "Just after VALID" (apple-2026.md, 5); how long is not known. Longer than a client that asks
  /// each minute takes to come back.
  private static final Duration UNKNOWN = Duration.ofMinutes(2);

  private final BetaTesters testers;
  private final PublicLinks links;

  /// Creates groups of these testers, with these links.
  public BetaGroups(BetaTesters testers, PublicLinks links) {
    this.testers = testers;
    this.links = links;
  }

  public void register(Writes writes) {
    writes.on("POST /v1/betaGroups", this::create);
    writes.on("PATCH /v1/betaGroups/{id}", this::update);
    writes.on("DELETE /v1/betaGroups/{id}", BetaGroups::delete);
    writes.on(
        "POST /v1/betaGroups/{id}/relationships/builds",
        call -> {
          List<Resource> builds = named(call, "builds");
          builds.forEach(build -> check(call, call.target(), build));
          builds.forEach(build -> join(call.world(), call.target(), build));
          builds.forEach(build -> BuildBetaDetails.refresh(call.world(), build));
          return null;
        });
    writes.on(
        "DELETE /v1/betaGroups/{id}/relationships/builds",
        call -> {
          refuseExternal(call, call.target());
          named(call, "builds").forEach(build -> leave(call.world(), call.target(), build));
          return null;
        });
    writes.on(
        "POST /v1/builds/{id}/relationships/betaGroups",
        call -> {
          List<Resource> groups = named(call, "betaGroups");
          groups.forEach(group -> check(call, group, call.target()));
          groups.forEach(group -> join(call.world(), group, call.target()));
          BuildBetaDetails.refresh(call.world(), call.target());
          return null;
        });
    writes.on(
        "DELETE /v1/builds/{id}/relationships/betaGroups",
        call -> {
          List<Resource> groups = named(call, "betaGroups");
          groups.forEach(group -> refuseExternal(call, group));
          groups.forEach(group -> leave(call.world(), group, call.target()));
          return null;
        });
  }

  /// Creates a group.
  public static Resource make(
      World world, Resource app, String name, boolean internal, boolean hasAccessToAllBuilds) {
    Resource group = world.create("betaGroups", app.issuerId()).relate("app", app.id());
    group
        .set("name", name)
        .set("createdDate", Dates.format(world.now()))
        .set("isInternalGroup", internal)
        .set("hasAccessToAllBuilds", hasAccessToAllBuilds)
        .set("feedbackEnabled", true);
    PublicLinks.begin(group, internal);
    return group;
  }

  static boolean isInternal(Resource group) {
    return group.attributes().path("isInternalGroup").asBoolean();
  }

  private Resource create(WriteCall call) {
    Resource app = call.related("app", "apps");
    boolean internal = call.attribute("isInternalGroup").asBoolean();
    boolean all = call.attribute("hasAccessToAllBuilds").asBoolean();
    if (!internal) {
      refuseDeveloper(call);
    }
    refuseTakenName(call, app.id(), null);
    PublicLinks.check(call, internal);
    if (all && !internal) {
      throw new ApiException(
          AttributeErrors.invalid(
              "hasAccessToAllBuilds", "Only an internal group can have access to all builds"));
    }
    List<Resource> builds = BetaTesters.named(call, "builds");
    List<Resource> people = BetaTesters.named(call, "betaTesters");
    Resource group = make(call.world(), app, call.text("name"), internal, all);
    try {
      builds.forEach(build -> check(call, group, build));
      testers.join(call, List.of(group), people);
    } catch (ApiException e) {
      call.world().remove(group);
      throw e;
    }
    builds.forEach(build -> join(call.world(), group, build));
    call.copyAttributes(group, "feedbackEnabled");
    links.update(call, group, call.now());
    call.world().related(app, "builds").forEach(one -> BuildBetaDetails.refresh(call.world(), one));
    return group;
  }

  private Resource update(WriteCall call) {
    refuseExternal(call, call.target());
    PublicLinks.check(call, isInternal(call.target()));
    if (call.gives("name")) {
      if (call.text("name").isEmpty()) {
        throw new ApiException(AttributeErrors.required("name"));
      }
      refuseTakenName(call, call.target().relation("app"), call.target());
    }
    call.copyAttributes(
        call.target(),
        "name",
        "feedbackEnabled",
        "iosBuildsAvailableForAppleSiliconMac",
        "iosBuildsAvailableForAppleVision");
    links.update(call, call.target(), call.now());
    return call.target();
  }

  private static @Nullable Resource delete(WriteCall call) {
    World world = call.world();
    refuseExternal(call, call.target());
    for (Resource build : world.related(call.target(), "builds")) {
      leave(world, call.target(), build);
    }
    BetaTesters.leave(world, call.target());
    world.remove(call.target());
    return null;
  }

  private static void refuseTakenName(
      WriteCall call, @Nullable String appId, @Nullable Resource self) {
    for (Resource other : call.world().all("betaGroups")) {
      if (other != self
          && Objects.equals(other.relation("app"), appId)
          && other.text("name").equals(call.text("name"))
          && call.world().guesses().turned(Guess.GROUP_NAME_ONCE)) {
        throw new ApiException(
            AttributeErrors.duplicate("name", "The app has a group with this name already"));
      }
    }
  }

  private static List<Resource> named(WriteCall call, String type) {
    List<Resource> found = new ArrayList<>();
    for (JsonNode one : call.data()) {
      found.add(call.find(type, one.path("id").textValue(), ""));
    }
    return found;
  }

  /// Refuses external groups to a Developer key (first-release-live.md, F: a 403 without detail).
  static void refuseExternal(WriteCall call, Resource group) {
    if (!isInternal(group)) {
      refuseDeveloper(call);
    }
  }

  private static void refuseDeveloper(WriteCall call) {
    if (!call.key().hasAny("ADMIN", "APP_MANAGER")) {
      throw new ApiException(ApiError.forbidden("").titled("Unable to process request."));
    }
  }

  private static void check(WriteCall call, Resource group, Resource build) {
    refuseExternal(call, group);
    if (!Objects.equals(group.relation("app"), build.relation("app"))) {
      throw new ApiException(
          RelationshipErrors.invalid("", "The build and the group belong to different apps."));
    }
    if (group.attributes().path("hasAccessToAllBuilds").asBoolean()) {
      throw new ApiException(
          ApiError.unprocessable(
              "",
              "Builds cannot be assigned to this internal group.",
              "Cannot add internal group to a build."));
    }
    if (call.world().guesses().turned(Guess.GROUP_KNOWS_BUILD_LATE)) {
      requireKnown(call.world(), build);
    }
    if (isIn(call.world(), group, build) && call.world().guesses().turned(Guess.BUILD_JOINS_ONCE)) {
      throw new ApiException(
          ApiError.unprocessable("", "Build is not assignable.", "The group has the build."));
    }
    if (isInternal(group)) {
      BetaAppReview.requireTestable(call.world(), build);
    } else {
      requireAssignable(call.world(), build);
    }
  }

  /// Refuses a build that has just become VALID, as if it did not exist, then as if it were still
  /// processed (apple-2026.md, 5).
  private static void requireKnown(World world, Resource build) {
    if (BuildBetaDetails.isJustTestable(world, build, UNKNOWN)) {
      throw new ApiException(ApiError.noResource("builds", build.id()));
    }
    if (BuildBetaDetails.isJustTestable(world, build, UNKNOWN.multipliedBy(2))) {
      throw BetaAppReview.invalidState();
    }
  }

  /// Returns whether the list of a group's builds stays empty although it has some: "may be empty
  /// for internal groups" (first-release-live.md, F).
  public static boolean hidesBuilds(World world, Resource group) {
    return isInternal(group) && world.guesses().turned(Guess.INTERNAL_GROUP_HIDES_BUILDS);
  }

  private static boolean isIn(World world, Resource group, Resource build) {
    return world.related(group, "builds").stream().anyMatch(other -> other.id().equals(build.id()));
  }

  /// Requires a build that external testers can get. Apple has one answer for a build without
  /// export compliance, which passes, and for an internal one, for which it never passes
  /// (media-live.md, 4).
  private static void requireAssignable(World world, Resource build) {
    String state = BuildBetaDetails.state(world, build);
    boolean settling =
        world.guesses().turned(Guess.EXTERNAL_GROUP_AT_ONCE)
            && BuildBetaDetails.isJustTestable(world, build, SETTLING);
    if (settling
        || Set.of("MISSING_EXPORT_COMPLIANCE", "IN_EXPORT_COMPLIANCE_REVIEW").contains(state)
        || (state.isEmpty() && !build.text("buildAudienceType").equals("APP_STORE_ELIGIBLE"))) {
      throw new ApiException(
          ApiError.unprocessable(
              "", "Build is not assignable", "Build is not in an externally assignable state."));
    }
    BetaAppReview.requireTestable(world, build);
  }

  static void join(World world, Resource group, Resource build) {
    if (!isIn(world, group, build)) {
      world
          .create(LINK, group.issuerId())
          .relate("betaGroup", group.id())
          .relate("build", build.id());
    }
  }

  private static void leave(World world, Resource group, Resource build) {
    for (Resource link : List.copyOf(world.all(LINK))) {
      if (group.id().equals(link.relation("betaGroup"))
          && build.id().equals(link.relation("build"))) {
        world.remove(link);
      }
    }
    BuildBetaDetails.refresh(world, build);
  }
}
