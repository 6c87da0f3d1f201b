package dev.slipway.simulator.testflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.TextRules;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `betaTesters`: people who test an app, through its groups or with single builds.
///
/// A tester belongs to one app: a person who tests two apps is two testers. Apple invites a tester
/// without a call as soon as there is a build to install (first-release-live.md, F).
public final class BetaTesters {
  private static final String OF_GROUP = "betaGroupTesters";
  private static final String OF_BUILD = "buildTesters";
  private static final String INVITE = "inviteBetaTester";
  private static final Set<String> STATES =
      Set.of("NOT_INVITED", "INVITED", "ACCEPTED", "INSTALLED", "REVOKED");

  /// "State reads lag" (first-release-live.md, F); how long is not known.
  private static final Duration LAG = Duration.ofSeconds(30);

  private final World world;

  public BetaTesters(World world) {
    this.world = world;
    world.onDue(
        INVITE,
        (due, at) -> {
          Resource tester = world.find("betaTesters", due.id());
          if (tester != null && isUninvited(tester)) {
            tester.set("state", "INVITED");
          }
        });
  }

  public void register(Writes writes) {
    writes.on("POST /v1/betaTesters", this::create);
    writes.on("DELETE /v1/betaTesters/{id}", call -> delete(call.target()));
    writes.on("DELETE /v1/betaTesters/{id}/relationships/apps", call -> delete(call.target()));
    writes.on(
        "POST /v1/betaGroups/{id}/relationships/betaTesters",
        call -> join(call, List.of(call.target()), named(call, call.data(), "betaTesters", "")));
    writes.on(
        "POST /v1/betaTesters/{id}/relationships/betaGroups",
        call -> join(call, named(call, call.data(), "betaGroups", ""), List.of(call.target())));
    writes.on(
        "DELETE /v1/betaGroups/{id}/relationships/betaTesters",
        call -> {
          BetaGroups.refuseExternal(call, call.target());
          named(call, call.data(), "betaTesters", "")
              .forEach(tester -> unlink(OF_GROUP, "betaGroup", call.target(), tester));
          return null;
        });
    writes.on(
        "DELETE /v1/betaTesters/{id}/relationships/betaGroups",
        call -> {
          named(call, call.data(), "betaGroups", "")
              .forEach(group -> unlink(OF_GROUP, "betaGroup", group, call.target()));
          return null;
        });
    writes.on(
        "POST /v1/betaTesters/{id}/relationships/builds",
        call -> {
          List<Resource> builds = named(call, call.data(), "builds", "");
          builds.forEach(build -> requireSameApp(call.target(), build));
          builds.forEach(build -> link(OF_BUILD, "build", build, call.target()));
          invite(world, call.target().relation("apps"));
          return null;
        });
    writes.on(
        "DELETE /v1/betaTesters/{id}/relationships/builds",
        call -> {
          named(call, call.data(), "builds", "")
              .forEach(build -> unlink(OF_BUILD, "build", build, call.target()));
          return null;
        });
  }

  /// Moves a tester into another state, as the person does who accepts the invitation, installs a
  /// build or is removed.
  ///
  /// @throws IllegalArgumentException if there is no such tester or state
  public void move(String testerId, String state) {
    Resource tester = world.find("betaTesters", testerId);
    if (tester == null || !STATES.contains(state)) {
      throw new IllegalArgumentException("No tester " + testerId + ", or no state " + state);
    }
    tester.set("state", state);
  }

  private Resource create(WriteCall call) {
    new TextRules(call).email("email").check();
    if (call.givesRelationship("betaGroups") && call.givesRelationship("builds")) {
      // Its code is not known beyond the status.
      throw new ApiException(
          ApiError.entity(
              "/data/relationships",
              "Only one relationship should be included when creating betaTesters"));
    }
    List<Resource> groups = named(call, "betaGroups");
    List<Resource> builds = named(call, "builds");
    List<Resource> assigned = groups.isEmpty() ? builds : groups;
    if (assigned.isEmpty()) {
      // No source: without one of them nothing says which app the person tests.
      throw new ApiException(RelationshipErrors.required("betaGroups"));
    }
    String app = assigned.getFirst().relation("app");
    groups.forEach(group -> BetaGroups.refuseExternal(call, group));
    if (known(app, call.text("email"))) {
      // The status alone is known (first-release-live.md, F).
      throw new ApiException(
          AttributeErrors.duplicate("email", "The app has a tester with this email already"));
    }
    Resource tester = call.create("betaTesters").relate("apps", app);
    tester.set("inviteType", "EMAIL").set("state", "NOT_INVITED");
    call.copyAttributes(tester, "email", "firstName", "lastName");
    try {
      groups.forEach(group -> requireAssignable(tester, group));
      builds.forEach(build -> requireSameApp(tester, build));
    } catch (ApiException e) {
      world.remove(tester);
      throw e;
    }
    groups.forEach(group -> link(OF_GROUP, "betaGroup", group, tester));
    builds.forEach(build -> link(OF_BUILD, "build", build, tester));
    invite(world, app);
    return tester;
  }

  /// Puts testers into groups. Refuses all if one cannot be assigned.
  @Nullable Resource join(WriteCall call, List<Resource> groups, List<Resource> testers) {
    for (Resource group : groups) {
      BetaGroups.refuseExternal(call, group);
      testers.forEach(tester -> requireAssignable(tester, group));
    }
    for (Resource group : groups) {
      testers.forEach(tester -> link(OF_GROUP, "betaGroup", group, tester));
      invite(world, group.relation("app"));
    }
    return null;
  }

  /// Apple has one answer for a tester of another app, for one in an internal group who is no user
  /// of the team, and for one whom the group has already (first-release-live.md, F).
  private void requireAssignable(Resource tester, Resource group) {
    boolean isStranger = BetaGroups.isInternal(group) && !isUser(tester);
    boolean isThere = world.related(group, "betaTesters").contains(tester);
    if (isStranger || isThere || !Objects.equals(group.relation("app"), tester.relation("apps"))) {
      throw new ApiException(ApiError.state("", "Tester(s) cannot be assigned"));
    }
  }

  private void requireSameApp(Resource tester, Resource build) {
    if (!Objects.equals(build.relation("app"), tester.relation("apps"))) {
      throw new ApiException(ApiError.state("", "Tester(s) cannot be assigned"));
    }
  }

  private boolean isUser(Resource tester) {
    return world.all("users").stream()
        .anyMatch(
            user ->
                user.issuerId().equals(tester.issuerId())
                    && user.text("username").equalsIgnoreCase(tester.text("email")));
  }

  private boolean known(@Nullable String app, String email) {
    return world.all("betaTesters").stream()
        .anyMatch(
            other ->
                Objects.equals(other.relation("apps"), app)
                    && other.text("email").equalsIgnoreCase(email));
  }

  /// Invites the testers of an app who can install a build now.
  static void invite(World world, @Nullable String app) {
    for (Resource tester : world.all("betaTesters")) {
      if (!Objects.equals(tester.relation("apps"), app)
          || !isUninvited(tester)
          || !hasInstallableBuild(world, tester)) {
        continue;
      }
      if (!world.guesses().turned(Guess.TESTER_STATE_LAGS)) {
        tester.set("state", "INVITED");
      } else if (!tester.hidden().has(INVITE)) {
        tester.hidden().put(INVITE, true);
        world.plan(new Due(world.now().plus(LAG), INVITE, tester.id(), ""));
      }
    }
  }

  private static boolean isUninvited(Resource tester) {
    return tester.text("state").equals("NOT_INVITED");
  }

  /// Returns whether a build is in testing in one of the tester's groups, or is assigned to the
  /// tester and approved.
  static boolean hasInstallableBuild(World world, Resource tester) {
    return world.related(tester, "betaGroups").stream()
            .anyMatch(
                group ->
                    world.related(group, "builds").stream()
                        .anyMatch(build -> isTested(world, build, BetaGroups.isInternal(group))))
        || world.related(tester, "builds").stream()
            .map(build -> world.one(build, "buildBetaDetail"))
            .anyMatch(
                detail ->
                    detail != null
                        && Set.of("BETA_APPROVED", "IN_BETA_TESTING")
                            .contains(detail.text("externalBuildState")));
  }

  private static boolean isTested(World world, Resource build, boolean internal) {
    Resource detail = world.one(build, "buildBetaDetail");
    return detail != null
        && detail
            .text(internal ? "internalBuildState" : "externalBuildState")
            .equals("IN_BETA_TESTING");
  }

  private @Nullable Resource delete(Resource tester) {
    for (String type : List.of(OF_GROUP, OF_BUILD)) {
      for (Resource link : List.copyOf(world.all(type))) {
        if (tester.id().equals(link.relation("betaTester"))) {
          world.remove(link);
        }
      }
    }
    world.remove(tester);
    return null;
  }

  /// Takes all testers out of a group.
  static void leave(World world, Resource group) {
    for (Resource link : List.copyOf(world.all(OF_GROUP))) {
      if (group.id().equals(link.relation("betaGroup"))) {
        world.remove(link);
      }
    }
  }

  private void link(String type, String relation, Resource other, Resource tester) {
    unlink(type, relation, other, tester);
    world
        .create(type, tester.issuerId())
        .relate(relation, other.id())
        .relate("betaTester", tester.id());
  }

  private void unlink(String type, String relation, Resource other, Resource tester) {
    for (Resource link : List.copyOf(world.all(type))) {
      if (other.id().equals(link.relation(relation))
          && tester.id().equals(link.relation("betaTester"))) {
        world.remove(link);
      }
    }
  }

  /// Returns the resources that a to-many relationship of the body names.
  static List<Resource> named(WriteCall call, String type) {
    return named(call, call.data().path("relationships").path(type).path("data"), type, type);
  }

  private static List<Resource> named(
      WriteCall call, JsonNode linkages, String type, String relationship) {
    List<Resource> found = new ArrayList<>();
    for (JsonNode one : linkages) {
      Resource named = call.find(type, one.path("id").textValue(), relationship);
      if (!found.contains(named)) {
        found.add(named);
      }
    }
    return found;
  }
}
