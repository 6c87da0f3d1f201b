package dev.slipway.simulator.versions;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.EditableFields;
import dev.slipway.simulator.writes.VersionStates;
import dev.slipway.simulator.writes.WriteCall;
import java.util.List;

/// What deleting a localization means for the app's other localizations.
public final class LocaleDeletion {
  private LocaleDeletion() {}

  /// Refuses to delete a localization in the app's primary locale.
  public static void refusePrimary(WriteCall call, Resource app) {
    if (call.target().text("locale").equals(app.text("primaryLocale"))
        && call.world().guesses().turned(Guess.PRIMARY_LOCALIZATION_STAYS)) {
      throw new ApiException(
          ApiError.state("", "The localization of the primary locale can not be deleted."));
    }
  }

  /// Deletes the draft's localizations in this locale on the other side: of app info or of
  /// versions.
  public static void otherSide(WriteCall call, Resource app, String relationship) {
    World world = call.world();
    if (!world.guesses().turned(Guess.LOCALE_DELETED_ON_BOTH_SIDES)) {
      return;
    }
    String locale = call.target().text("locale");
    List<Resource> owners =
        relationship.equals("appInfoLocalizations")
            ? world.related(app, "appInfos").stream()
                .filter(
                    info ->
                        EditableFields.isOpen(
                            world, info.text("state"), "appInfoLocalizations.delete"))
                .toList()
            : world.related(app, "appStoreVersions").stream()
                .filter(VersionStates::isEditable)
                .toList();
    for (Resource owner : owners) {
      for (Resource localization : world.related(owner, relationship)) {
        if (localization.text("locale").equals(locale)) {
          AppStoreVersionLocalizations.remove(world, localization);
        }
      }
    }
  }
}
