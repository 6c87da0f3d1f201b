package dev.slipway.simulator.builds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.testflight.BuildBetaDetails;
import dev.slipway.simulator.writes.ExportCompliance;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `appEncryptionDeclarations`: what Apple approved once for an app, and the builds that refer to
/// it.
public final class AppEncryptionDeclarations {
  private final World world;

  public AppEncryptionDeclarations(World world) {
    this.world = world;
  }

  public void register(Writes writes) {
    writes.on(
        "POST /v1/appEncryptionDeclarations/{id}/relationships/builds",
        AppEncryptionDeclarations::addBuilds);
    writes.on(
        "PATCH /v1/builds/{id}/relationships/appEncryptionDeclaration",
        call -> {
          attach(call, call.target(), call.data().path("id").textValue(), "");
          BuildBetaDetails.refresh(call.world(), call.target());
          return null;
        });
  }

  /// Adds a declaration. Its state is CREATED, IN_REVIEW, APPROVED, REJECTED, INVALID or EXPIRED.
  /// The world is locked and settled.
  ///
  /// @return its id
  /// @throws IllegalArgumentException if the app does not exist
  public String seed(String appId, String state) {
    Resource app = world.find("apps", appId);
    if (app == null) {
      throw new IllegalArgumentException("No app with id " + appId);
    }
    Resource declaration =
        world.create("appEncryptionDeclarations", app.issuerId()).relate("app", appId);
    declaration
        .set("appDescription", "Messages are encrypted with the system's own libraries.")
        .set("createdDate", Dates.format(world.now()))
        .set("usesEncryption", true)
        .set("exempt", false)
        .set("containsProprietaryCryptography", false)
        .set("containsThirdPartyCryptography", true)
        .set("availableOnFrenchStore", true)
        .set("platform", app.hidden().path("platform").asText())
        .set("appEncryptionDeclarationState", state);
    return declaration.id();
  }

  private static @Nullable Resource addBuilds(WriteCall call) {
    List<Resource> builds = new ArrayList<>();
    for (JsonNode one : call.data()) {
      builds.add(call.find("builds", one.path("id").textValue(), ""));
    }
    builds.forEach(build -> check(call.world(), build, call.target(), ""));
    for (Resource build : builds) {
      build.relate("appEncryptionDeclaration", call.target().id());
      BuildBetaDetails.refresh(call.world(), build);
    }
    return null;
  }

  /// Attaches a declaration to a build; null detaches it.
  static void attach(
      WriteCall call, Resource build, @Nullable String declarationId, String relationship) {
    if (declarationId == null) {
      build.relate("appEncryptionDeclaration", null);
      return;
    }
    Resource declaration = call.find("appEncryptionDeclarations", declarationId, relationship);
    check(call.world(), build, declaration, relationship);
    build.relate("appEncryptionDeclaration", declaration.id());
  }

  private static void check(
      World world, Resource build, Resource declaration, String relationship) {
    if (!Objects.equals(build.relation("app"), declaration.relation("app"))) {
      throw new ApiException(
          ApiError.relationshipInvalid(
              relationship, "The build and the declaration belong to different apps."));
    }
    if (!ExportCompliance.suffices(world, declaration)) {
      throw new ApiException(
          ApiError.notInValidState("appEncryptionDeclarations", declaration.id()));
    }
    if (!build.attributes().path("usesNonExemptEncryption").asBoolean()
        && world.guesses().turned(Guess.DECLARATION_NEEDS_ENCRYPTION)) {
      throw new ApiException(ApiError.notInValidState("builds", build.id()));
    }
  }
}
