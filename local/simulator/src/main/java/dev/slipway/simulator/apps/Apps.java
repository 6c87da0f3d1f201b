package dev.slipway.simulator.apps;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
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
                          ApiError.attributeInvalid(
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
                  ApiError.attributeInvalid(
                      "primaryLocale", "The app has no localization in this locale"));
            }
          }
          call.copyAttributes(call.target(), "contentRightsDeclaration", "primaryLocale");
          return call.target();
        });
  }
}
