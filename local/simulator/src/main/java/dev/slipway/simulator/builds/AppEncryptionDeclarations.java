package dev.slipway.simulator.builds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.RelationshipErrors;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `appEncryptionDeclarations`: what an app declares to Apple about its encryption, and the builds
/// that refer to it.
public final class AppEncryptionDeclarations {
  private static final String STATE = "appEncryptionDeclarationState";
  private static final Set<String> STATES =
      Set.of("CREATED", "IN_REVIEW", "APPROVED", "REJECTED", "INVALID", "EXPIRED");

  private final World world;

  public AppEncryptionDeclarations(World world) {
    this.world = world;
  }

  public void register(Writes writes) {
    writes.on("POST /v1/appEncryptionDeclarations", AppEncryptionDeclarations::create);
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

  /// Adds a declaration. The world is locked and settled.
  ///
  /// @return its id
  /// @throws IllegalArgumentException if the app or the state does not exist
  public String seed(NewEncryptionDeclaration seeded) {
    Resource app = world.find("apps", seeded.appId());
    if (app == null) {
      throw new IllegalArgumentException("No app with id " + seeded.appId());
    }
    Resource declaration =
        world.create("appEncryptionDeclarations", app.issuerId()).relate("app", app.id());
    declaration
        .set("appDescription", "Messages are encrypted with the system's own libraries.")
        .set("createdDate", Dates.format(world.now()))
        .set("usesEncryption", true)
        .set("exempt", seeded.exempt())
        .set("containsProprietaryCryptography", false)
        .set("containsThirdPartyCryptography", true)
        .set("availableOnFrenchStore", true);
    if (seeded.platform() != null) {
      declaration.set("platform", seeded.platform());
    }
    if (seeded.codeValue() != null) {
      declaration.set("codeValue", seeded.codeValue());
    }
    enter(declaration, seeded.state());
    return declaration.id();
  }

  /// Moves a declaration into another state, as Apple does after its review of the documents. The
  /// world is locked and settled.
  ///
  /// @throws IllegalArgumentException if the declaration or the state does not exist
  public void decide(String id, String state) {
    Resource declaration = world.find("appEncryptionDeclarations", id);
    if (declaration == null) {
      throw new IllegalArgumentException("No encryption declaration with id " + id);
    }
    enter(declaration, state);
    world.related(declaration, "builds").forEach(build -> BuildBetaDetails.refresh(world, build));
    world.changed();
  }

  /// Apple provides the code after it has reviewed the documents successfully (Apple, Complying
  /// with Encryption Export Regulations).
  private static void enter(Resource declaration, String state) {
    if (!STATES.contains(state)) {
      throw new IllegalArgumentException(
          state + " is not a state of an encryption declaration: " + String.join(", ", STATES));
    }
    declaration.set(STATE, state);
    if (state.equals("APPROVED") && !declaration.has("codeValue")) {
      declaration.set("codeValue", "code-" + declaration.id());
    }
  }

  /// Returns the approved declaration of an app with this export compliance code; null without one.
  static @Nullable Resource withCode(World world, Resource app, String code) {
    for (Resource declaration : world.related(app, "appEncryptionDeclarations")) {
      if (!code.isEmpty()
          && declaration.text("codeValue").equals(code)
          && declaration.text(STATE).equals("APPROVED")) {
        return declaration;
      }
    }
    return null;
  }

  /// A new declaration was still CREATED three minutes later (apple-2026.md, 6).
  private static Resource create(WriteCall call) {
    Resource app = call.related("app", "apps");
    Resource declaration = call.create("appEncryptionDeclarations").relate("app", app.id());
    call.copyAttributes(
        declaration,
        "appDescription",
        "containsProprietaryCryptography",
        "containsThirdPartyCryptography",
        "availableOnFrenchStore");
    return declaration
        .set("createdDate", Dates.format(call.now()))
        .set("exempt", false)
        .set(STATE, "CREATED");
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

  /// Live, a declaration in state CREATED could be attached, and the build was still refused for
  /// external testers (first-release-live.md, A11); so only what Apple has decided against is
  /// refused here.
  private static void check(
      World world, Resource build, Resource declaration, String relationship) {
    if (!Objects.equals(build.relation("app"), declaration.relation("app"))) {
      throw new ApiException(
          RelationshipErrors.invalid(
              relationship, "The build and the declaration belong to different apps."));
    }
    if (ExportCompliance.isRefused(declaration)) {
      throw new ApiException(
          ApiError.notInValidState("appEncryptionDeclarations", declaration.id()));
    }
    if (!build.attributes().path("usesNonExemptEncryption").asBoolean()
        && world.guesses().turned(Guess.DECLARATION_NEEDS_ENCRYPTION)) {
      throw new ApiException(ApiError.notInValidState("builds", build.id()));
    }
    if (build.relation("appEncryptionDeclaration") != null
        && world.guesses().turned(Guess.DECLARATION_ATTACHED_ONCE)) {
      throw new ApiException(ApiError.notInValidState("builds", build.id()));
    }
  }
}
