package dev.slipway.simulator.apps;

import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.writes.AppInfoStates;
import dev.slipway.simulator.writes.TextRules;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.ArrayList;
import java.util.List;

/// `ageRatingDeclarations`: the questions of the age rating, answered on the draft app info.
public final class AgeRatingDeclarations {
  public void register(Writes writes) {
    writes.on("PATCH /v1/ageRatingDeclarations/{id}", AgeRatingDeclarations::update);
  }

  private static Resource update(WriteCall call) {
    Resource rating = call.target();
    for (Resource info : call.world().all("appInfos")) {
      if (rating.id().equals(info.relation("ageRatingDeclaration"))) {
        AppInfoStates.requireOpen(call.world(), info, "ageRatingDeclarations");
      }
    }
    new TextRules(call).url("developerAgeRatingInfoUrl").check();
    List<String> given = new ArrayList<>();
    call.data().path("attributes").fieldNames().forEachRemaining(given::add);
    call.copyAttributes(rating, given.toArray(new String[0]));
    return rating;
  }
}
