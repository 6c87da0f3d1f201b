package dev.slipway.simulator.apps;

import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.OldValues;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.Set;

/// `apps`: calls can change an app record, but only a person can create one, in App Store Connect.
public final class Apps {
  private static final Set<String> CHANGEABLE = Set.of("contentRightsDeclaration", "primaryLocale");

  public void register(Writes writes) {
    writes.on(
        "PATCH /v1/apps/{id}",
        call -> {
          call.data()
              .path("attributes")
              .fieldNames()
              .forEachRemaining(
                  name -> {
                    if (!CHANGEABLE.contains(name)) {
                      throw new ApiException(
                          AttributeErrors.invalid(
                              name, "The attribute '" + name + "' can not be changed here"));
                    }
                  });
          if (call.gives("primaryLocale")) {
            boolean known =
                call.world().related(call.target(), "appInfos").stream()
                    .flatMap(info -> call.world().related(info, "appInfoLocalizations").stream())
                    .anyMatch(
                        localization ->
                            localization.text("locale").equals(call.text("primaryLocale")));
            if (!known) {
              throw new ApiException(
                  AttributeErrors.invalid(
                      "primaryLocale", "The app has no localization in this locale"));
            }
            requireScreenshots(call);
          }
          if (call.gives("contentRightsDeclaration")) {
            OldValues.keep(call.world(), call.target(), "contentRightsDeclaration");
          }
          call.copyAttributes(call.target(), "contentRightsDeclaration", "primaryLocale");
          return call.target();
        });
  }

  /// Requires screenshots of the new primary language in every version on the App Store, where the
  /// language itself may be missing (media-live.md, 2.4).
  private static void requireScreenshots(WriteCall call) {
    World world = call.world();
    for (Resource version : world.related(call.target(), "appStoreVersions")) {
      boolean live = VersionStates.of(version).equals("READY_FOR_DISTRIBUTION");
      boolean shown =
          world.related(version, "appStoreVersionLocalizations").stream()
              .filter(texts -> texts.text("locale").equals(call.text("primaryLocale")))
              .flatMap(texts -> world.related(texts, "appScreenshotSets").stream())
              .anyMatch(set -> !world.related(set, "appScreenshots").isEmpty());
      if (live && !shown) {
        throw new ApiException(
            AttributeErrors.missingScreenshotsOfPrimaryLocale(call.text("primaryLocale")));
      }
    }
  }
}
