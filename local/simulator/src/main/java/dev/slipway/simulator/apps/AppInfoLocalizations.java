package dev.slipway.simulator.apps;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
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
  private static final String RESERVED = "reservedNames";
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
    String locale = call.text("locale");
    rules(call)
        .locale()
        .newLocale(
            world.related(info, "appInfoLocalizations"),
            // media-live.md, 3.3: captured, as the version's other words.
            "An 'appInfoLocalizations' with a 'locale' of '%s' already exists.")
        .check();
    refuseReserved(call, locale);
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
      throw new ApiException(AttributeErrors.required("name"));
    }
    rules(call).check();
    refuseReserved(call, call.target().text("locale"));
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
                    AttributeErrors.locked(
                        name, "The field '" + name + "' can not be modified in the current state."))
            .toList();
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
  }

  /// Reserves a name in one language for an app of another developer account.
  public static void reserveName(World world, String name, String locale) {
    world.create(RESERVED, "").set("name", name).set("locale", locale);
  }

  /// Names are reserved per language (media-live.md, K15), also those that were never shipped.
  private static void refuseReserved(WriteCall call, String locale) {
    String name = call.text("name");
    for (Resource reserved : call.world().all(RESERVED)) {
      if (reserved.text("locale").equals(locale) && reserved.text("name").equalsIgnoreCase(name)) {
        throw new ApiException(
            AttributeErrors.duplicateOfDifferentAccount(
                "name", "The name '" + name + "' is already being used for another app."));
      }
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
        .characters("name", "subtitle")
        .privacyText()
        .url("privacyPolicyUrl")
        .url("privacyChoicesUrl");
  }
}
