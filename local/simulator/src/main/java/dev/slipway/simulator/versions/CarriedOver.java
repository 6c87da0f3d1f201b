package dev.slipway.simulator.versions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.simulator.library.Placements;
import dev.slipway.simulator.media.MediaAssets;
import dev.slipway.simulator.media.MediaSets;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.AppInfoStates;

/// Copies from the previous version what a new version starts with.
final class CarriedOver {
  private CarriedOver() {}

  /// Copies the localisations with screenshots and previews but without what's new, and the review
  /// detail.
  static void texts(World world, Resource from, Resource to) {
    for (Resource localization : world.related(from, "appStoreVersionLocalizations")) {
      Resource copied = world.copy(localization).relate("appStoreVersion", to.id());
      copied.set("whatsNew", JsonNodeFactory.instance.nullNode());
      MediaSets.copyAll(world, localization, copied);
      Placements.copyAll(world, localization, copied);
    }
    Resource detail = world.one(from, "appStoreReviewDetail");
    if (detail != null && !world.guesses().turned(Guess.REVIEW_DETAIL_STARTS_EMPTY)) {
      Resource copied = world.copy(detail).relate("appStoreVersion", to.id());
      if (world.guesses().turned(Guess.ATTACHMENTS_CARRIED_OVER)) {
        for (Resource attachment : world.related(detail, MediaAssets.ATTACHMENTS)) {
          world.copy(attachment).relate("appStoreReviewDetail", copied.id());
        }
      }
    }
  }

  /// Creates the draft app info that belongs to a new version, unless one exists.
  static void appInfo(World world, Resource app) {
    if (AppInfoStates.draft(world, app) != null) {
      return;
    }
    for (Resource live : world.related(app, "appInfos")) {
      if (live.text("state").equals("READY_FOR_DISTRIBUTION")) {
        Resource draft = world.copy(live);
        AppInfoStates.set(draft, "PREPARE_FOR_SUBMISSION");
        Resource rating = world.one(live, "ageRatingDeclaration");
        if (rating != null) {
          Resource copied = world.create("ageRatingDeclarations", draft.id(), draft.issuerId());
          copied.attributes().setAll(rating.attributes().deepCopy());
          draft.relate("ageRatingDeclaration", copied.id());
        }
        for (Resource localization : world.related(live, "appInfoLocalizations")) {
          world.copy(localization).relate("appInfo", draft.id());
        }
      }
    }
  }
}
