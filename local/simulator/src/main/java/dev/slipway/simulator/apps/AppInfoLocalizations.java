package dev.slipway.simulator.apps;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.versions.AppStoreVersionLocalizations;
import dev.slipway.simulator.versions.LocaleDeletion;
import dev.slipway.simulator.writes.AppInfoStates;
import dev.slipway.simulator.writes.EditableFields;
import dev.slipway.simulator.writes.TextRules;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `appInfoLocalizations`: name, subtitle and privacy texts in one language, in practice those of
/// the draft.
public final class AppInfoLocalizations {
  private static final String[] FIELDS = {
    "name", "subtitle", "privacyPolicyUrl", "privacyChoicesUrl", "privacyPolicyText"
  };

  public void register(Writes writes) {
    writes.on("POST /v1/appInfoLocalizations", AppInfoLocalizations::create);
    writes.on("PATCH /v1/appInfoLocalizations/{id}", AppInfoLocalizations::update);
    writes.on("DELETE /v1/appInfoLocalizations/{id}", AppInfoLocalizations::delete);
  }

  private static Resource create(WriteCall call) {
    World world = call.world();
    Resource info = call.related("appInfo", "appInfos");
    AppInfoStates.requireOpen(world, info, "appInfoLocalizations.create");
    rules(call).locale().check();
    String locale = call.text("locale");
    AppStoreVersionLocalizations.requireNewLocale(
        world.related(info, "appInfoLocalizations"),
        locale,
        "An 'appInfoLocalizations' with a 'locale' of '" + locale + "' already exists.");
    Resource localization = call.create("appInfoLocalizations").relate("appInfo", info.id());
    localization.set("locale", locale);
    call.copyAttributes(localization, FIELDS);
    if (!world.guesses().turned(Guess.LOCALES_ON_ONE_SIDE)) {
      addVersionLocalizations(call, info.relation("app"), locale);
    }
    return localization;
  }

  private static void addVersionLocalizations(
      WriteCall call, @Nullable String appId, String locale) {
    for (Resource version : call.world().all("appStoreVersions")) {
      if (Objects.equals(version.relation("app"), appId)
          && VersionStates.isEditable(version)
          && call.world().related(version, "appStoreVersionLocalizations").stream()
              .noneMatch(other -> other.text("locale").equals(locale))) {
        call.create("appStoreVersionLocalizations")
            .relate("appStoreVersion", version.id())
            .set("locale", locale);
      }
    }
  }

  private static Resource update(WriteCall call) {
    requireOpen(call);
    if (call.gives("name") && call.text("name").isEmpty()) {
      throw new ApiException(ApiError.attributeRequired("name"));
    }
    rules(call).check();
    call.copyAttributes(call.target(), FIELDS);
    return call.target();
  }

  /// Refuses locked texts, all at once (media-live.md, K3).
  private static void requireOpen(WriteCall call) {
    Resource info = call.world().get("appInfos", call.target().relation("appInfo"));
    List<ApiError> errors =
        EditableFields.lockedAttributes(call, "appInfoLocalizations", info.text("state")).stream()
            .map(
                name ->
                    ApiError.attributeLocked(
                        name, "The field '" + name + "' can not be modified in the current state."))
            .toList();
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
  }

  private static @Nullable Resource delete(WriteCall call) {
    Resource info = call.world().get("appInfos", call.target().relation("appInfo"));
    AppInfoStates.requireOpen(call.world(), info, "appInfoLocalizations.delete");
    Resource app = call.world().get("apps", info.relation("app"));
    LocaleDeletion.refusePrimary(call, app);
    LocaleDeletion.otherSide(call, app, "appStoreVersionLocalizations");
    call.world().remove(call.target());
    return null;
  }

  private static TextRules rules(WriteCall call) {
    return new TextRules(call)
        .length("name", 2, 30)
        .length("subtitle", 1, 30)
        .plain("name", "subtitle")
        .noEmoji("name", "subtitle")
        .url("privacyPolicyUrl")
        .url("privacyChoicesUrl");
  }
}
