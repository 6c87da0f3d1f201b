package dev.slipway.simulator.testflight;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.Objects;
import java.util.Set;

/// `betaTesterInvitations`: the invitation of a tester, sent again or at once
/// (first-release-live.md, F).
public final class BetaTesterInvitations {
  private static final Set<String> ACCEPTED = Set.of("ACCEPTED", "INSTALLED");

  public void register(Writes writes) {
    writes.on("POST /v1/betaTesterInvitations", BetaTesterInvitations::create);
  }

  private static Resource create(WriteCall call) {
    Resource app = call.related("app", "apps");
    // Apple's document lets a request omit the tester. What follows is not known.
    if (call.relationshipId("betaTester") != null) {
      invite(call, app, call.related("betaTester", "betaTesters"));
    }
    return call.create("betaTesterInvitations");
  }

  private static void invite(WriteCall call, Resource app, Resource tester) {
    World world = call.world();
    if (!Objects.equals(tester.relation("apps"), app.id())) {
      throw new ApiException(
          RelationshipErrors.invalid("betaTester", "The tester does not test this app"));
    }
    if (ACCEPTED.contains(tester.text("state"))) {
      throw new ApiException(
          ApiError.state(
              ".TESTER_INVITE.ALREADY_ACCEPTED", "The tester has accepted the invitation already"));
    }
    if (!BetaTesters.hasInstallableBuild(world, tester)
        || !BetaTexts.has(world, app, "description")
        || !BetaTexts.has(world, app, "feedbackEmail")) {
      throw new ApiException(
          ApiError.state(
              ".TESTER_INVITE.NO_INSTALLABLE_BUILDS", "Tester has no installable build"));
    }
    tester.set("state", "INVITED");
  }
}
