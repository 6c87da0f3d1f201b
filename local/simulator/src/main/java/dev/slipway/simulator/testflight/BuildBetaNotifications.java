package dev.slipway.simulator.testflight;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;

/// `buildBetaNotifications`: tells external testers of a build by hand. Live answers quote both
/// refusals: asc#1160 and asc#2044, and a publisher's record of 2026-09-27.
public final class BuildBetaNotifications {
  private static final String TITLE = "There is a problem with the request entity";

  public void register(Writes writes) {
    writes.on("POST /v1/buildBetaNotifications", BuildBetaNotifications::create);
  }

  private static Resource create(WriteCall call) {
    Resource build = call.related("build", "builds");
    Resource detail = call.world().one(build, "buildBetaDetail");
    if (detail != null && detail.attributes().path("autoNotifyEnabled").asBoolean()) {
      throw refused("Auto-notify already enabled");
    }
    if (detail == null || !detail.text("externalBuildState").equals("IN_BETA_TESTING")) {
      // The code is that of the other refusal, by analogy.
      throw refused("Build is not in externally testable state.");
    }
    return call.create("buildBetaNotifications").relate("build", build.id());
  }

  private static ApiException refused(String detail) {
    return new ApiException(ApiError.state(".ENTITY_STATE_INVALID", TITLE, detail).at("/data"));
  }
}
