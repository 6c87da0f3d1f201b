package dev.slipway.simulator.builds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.testflight.BuildBetaDetails;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;

/// `builds`: a build's export compliance can be answered once, and a build can be expired.
public final class Builds {
  public void register(Writes writes) {
    writes.on("PATCH /v1/builds/{id}", Builds::update);
    new BuildBundles(writes.world()).register();
  }

  private static Resource update(WriteCall call) {
    Resource build = call.target();
    if (call.attribute("expired").isBoolean()
        && !call.attribute("expired").asBoolean()
        && call.world().guesses().turned(Guess.EXPIRED_FOR_GOOD)) {
      throw new ApiException(
          AttributeErrors.invalid("expired", "A build can only be expired, not revived"));
    }
    JsonNode present = build.attributes().path("usesNonExemptEncryption").deepCopy();
    // Also for the value that it has (review-live.md, A19).
    if (call.gives("usesNonExemptEncryption") && present.isBoolean()) {
      throw new ApiException(
          AttributeErrors.invalid(
                  "usesNonExemptEncryption", "You cannot update when the value is already set.")
              .titled("An attribute value is invalid."));
    }
    if (call.givesRelationship("appEncryptionDeclaration")) {
      call.copyAttributes(build, "usesNonExemptEncryption");
      try {
        AppEncryptionDeclarations.attach(
            call,
            build,
            call.relationshipId("appEncryptionDeclaration"),
            "appEncryptionDeclaration");
      } catch (ApiException e) {
        build.set("usesNonExemptEncryption", present);
        throw e;
      }
    }
    call.copyAttributes(build, "usesNonExemptEncryption", "expired");
    BuildBetaDetails.refresh(call.world(), build);
    return build;
  }
}
