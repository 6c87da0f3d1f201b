package dev.slipway.simulator.versions;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.media.MediaSets;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.AppInfoStates;
import dev.slipway.simulator.writes.EditableFields;
import dev.slipway.simulator.writes.TextRules;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `appStoreVersionLocalizations`: the text of a version in one language.
public final class AppStoreVersionLocalizations {
  private static final String[] FIELDS = {
    "description", "keywords", "marketingUrl", "promotionalText", "supportUrl", "whatsNew"
  };

  public void register(Writes writes) {
    writes.on("POST /v1/appStoreVersionLocalizations", AppStoreVersionLocalizations::create);
    writes.on("PATCH /v1/appStoreVersionLocalizations/{id}", AppStoreVersionLocalizations::update);
    writes.on("DELETE /v1/appStoreVersionLocalizations/{id}", AppStoreVersionLocalizations::delete);
  }

  private static Resource create(WriteCall call) {
    World world = call.world();
    Resource version = call.related("appStoreVersion", "appStoreVersions");
    EditableFields.requireOpen(world, version, "appStoreVersionLocalizations.create");
    String locale = call.text("locale");
    rules(call)
        .locale()
        .newLocale(
            world.related(version, "appStoreVersionLocalizations"),
            "Entity with locale: %s already exists. Try updating.")
        .check();
    refuseWhatsNew(call, version);
    Resource localization =
        call.create("appStoreVersionLocalizations").relate("appStoreVersion", version.id());
    localization.set("locale", locale);
    call.copyAttributes(localization, FIELDS);
    if (!world.guesses().turned(Guess.LOCALES_ON_ONE_SIDE)) {
      addAppInfoLocalization(call, world.get("apps", version.relation("app")), locale);
    }
    return localization;
  }

  /// Adds a language to the app info when it is added to the version (seen by asc and fastlane).
  private static void addAppInfoLocalization(WriteCall call, Resource app, String locale) {
    Resource draft = AppInfoStates.draft(call.world(), app);
    boolean there =
        draft == null
            || !EditableFields.isOpen(
                call.world(), draft.text("state"), "appInfoLocalizations.create")
            || call.world().related(draft, "appInfoLocalizations").stream()
                .anyMatch(other -> other.text("locale").equals(locale));
    if (draft != null && !there) {
      // It has no privacy policy URL (media-live.md, 3.3), and refuses the submission for it.
      call.create("appInfoLocalizations")
          .relate("appInfo", draft.id())
          .set("locale", locale)
          .set("name", app.text("name"));
    }
  }

  private static Resource update(WriteCall call) {
    Resource localization = call.target();
    Resource version =
        call.world().get("appStoreVersions", localization.relation("appStoreVersion"));
    List<String> locked =
        EditableFields.lockedAttributes(
            call, "appStoreVersionLocalizations", VersionStates.of(version));
    if (!locked.isEmpty()) {
      if (call.world().guesses().turned(Guess.LOCKED_PATCH_IGNORED)) {
        return localization;
      }
      throw new ApiException(
          locked.stream().map(AppStoreVersionLocalizations::cannotBeEdited).toList());
    }
    refuseWhatsNew(call, version);
    rules(call).check();
    call.copyAttributes(localization, FIELDS);
    return localization;
  }

  private static @Nullable Resource delete(WriteCall call) {
    Resource localization = call.target();
    Resource version =
        call.world().get("appStoreVersions", localization.relation("appStoreVersion"));
    EditableFields.requireOpen(call.world(), version, "appStoreVersionLocalizations.delete");
    Resource app = call.world().get("apps", version.relation("app"));
    LocaleDeletion.refusePrimary(call, app);
    LocaleDeletion.otherSide(call, app, "appInfoLocalizations");
    remove(call.world(), localization);
    return null;
  }

  static void remove(World world, Resource localization) {
    MediaSets.removeAll(world, localization);
    world.remove(localization);
  }

  /// A platform's first version has none (review-live.md, E); a rejected one perhaps not before a
  /// build is attached, which makes a draft of it.
  private static void refuseWhatsNew(WriteCall call, Resource version) {
    boolean locked =
        VersionStates.isFirst(call.world(), version)
            || (VersionStates.of(version).equals("REJECTED")
                && call.world().guesses().turned(Guess.WHATS_NEW_OF_REJECTED));
    if (!call.text("whatsNew").isEmpty() && locked) {
      throw new ApiException(cannotBeEdited("whatsNew"));
    }
  }

  /// Reports a text that the version's state locks (review-live.md, A4).
  private static ApiError cannotBeEdited(String name) {
    return ApiError.state("", "Attribute '" + name + "' cannot be edited at this time")
        .at("/data/attributes/" + name);
  }

  private static TextRules rules(WriteCall call) {
    return new TextRules(call)
        .length("description", 10, 4000)
        .length("keywords", 1, 100)
        .length("whatsNew", 4, 4000)
        .length("promotionalText", 1, 170)
        .characters("description", "keywords", "whatsNew", "promotionalText")
        .url("supportUrl")
        .url("marketingUrl");
  }
}
