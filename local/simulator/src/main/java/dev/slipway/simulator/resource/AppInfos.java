package dev.slipway.simulator.resource;

import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.state.Resource;
import java.util.List;
import java.util.Set;

/// `appInfos` and `appInfoLocalizations`: name, subtitle, privacy and categories, on the draft
/// only.
final class AppInfos {
  private static final Set<String> EDITABLE =
      Set.of("PREPARE_FOR_SUBMISSION", "DEVELOPER_REJECTED", "REJECTED");
  private static final String[] FIELDS = {
    "name", "subtitle", "privacyPolicyUrl", "privacyChoicesUrl", "privacyPolicyText"
  };
  private static final List<String> CATEGORIES =
      List.of(
          "primaryCategory",
          "primarySubcategoryOne",
          "primarySubcategoryTwo",
          "secondaryCategory",
          "secondarySubcategoryOne",
          "secondarySubcategoryTwo");
  private static final Set<String> CATEGORY_IDS =
      Set.of(
          ("BOOKS BUSINESS DEVELOPER_TOOLS EDUCATION ENTERTAINMENT FINANCE FOOD_AND_DRINK GAMES"
               + " GRAPHICS_AND_DESIGN HEALTH_AND_FITNESS LIFESTYLE MAGAZINES_AND_NEWSPAPERS"
               + " MEDICAL MUSIC NAVIGATION NEWS PHOTO_AND_VIDEO PRODUCTIVITY REFERENCE SHOPPING"
               + " SOCIAL_NETWORKING SPORTS STICKERS TRAVEL UTILITIES WEATHER GAMES_ACTION"
               + " GAMES_ADVENTURE GAMES_BOARD GAMES_CARD GAMES_CASINO GAMES_CASUAL GAMES_FAMILY"
               + " GAMES_MUSIC GAMES_PUZZLE GAMES_RACING GAMES_ROLE_PLAYING GAMES_SIMULATION"
               + " GAMES_SPORTS GAMES_STRATEGY GAMES_TRIVIA GAMES_WORD STICKERS_ANIMALS"
               + " STICKERS_ART STICKERS_CELEBRATIONS STICKERS_CELEBRITIES STICKERS_CHARACTERS"
               + " STICKERS_EATING_AND_DRINKING STICKERS_EMOJI_AND_EXPRESSIONS STICKERS_FASHION"
               + " STICKERS_GAMING STICKERS_KIDS_AND_FAMILY STICKERS_MOVIES_AND_TV STICKERS_MUSIC"
               + " STICKERS_PEOPLE STICKERS_PLACES_AND_OBJECTS STICKERS_SPORTS_AND_ACTIVITIES")
              .split(" "));

  void register(Families families) {
    families.on("PATCH /v1/appInfos/{id}", AppInfos::update);
    families.on("POST /v1/appInfoLocalizations", AppInfos::createLocalization);
    families.on(
        "PATCH /v1/appInfoLocalizations/{id}",
        call -> {
          requireEditable(call.world().get("appInfos", call.target().relation("appInfo")));
          if (call.gives("name") && call.text("name").isEmpty()) {
            throw new ApiException(ApiError.attributeRequired("name"));
          }
          rules(call).check();
          call.copyAttributes(call.target(), FIELDS);
          return call.target();
        });
    families.on(
        "DELETE /v1/appInfoLocalizations/{id}",
        call -> {
          Resource info = call.world().get("appInfos", call.target().relation("appInfo"));
          requireEditable(info);
          Resource app = call.world().get("apps", info.relation("app"));
          if (call.target().text("locale").equals(app.text("primaryLocale"))) {
            throw new ApiException(
                ApiError.state("", "The localization of the primary locale can not be deleted."));
          }
          call.world().remove(call.target());
          return null;
        });
  }

  private static Resource update(WriteCall call) {
    Resource info = call.target();
    requireEditable(info);
    for (String name : CATEGORIES) {
      String id = call.relationshipId(name);
      if (id != null && !CATEGORY_IDS.contains(id)) {
        throw new ApiException(
            ApiError.relationshipInvalid(
                name, "There is no resource of type 'appCategories' with id '" + id + "'"));
      }
    }
    for (String name : CATEGORIES) {
      if (call.givesRelationship(name)) {
        String id = call.relationshipId(name);
        if (id != null && call.world().find("appCategories", id) == null) {
          call.world()
              .create("appCategories", id, "")
              .attributes()
              .putArray("platforms")
              .add("IOS");
        }
        info.relate(name, id);
      }
    }
    return info;
  }

  private static Resource createLocalization(WriteCall call) {
    Resource info = call.related("appInfo", "appInfos");
    requireEditable(info);
    rules(call).locale().check();
    AppStoreVersionLocalizations.requireNewLocale(
        call.world().related(info, "appInfoLocalizations"), call.text("locale"));
    Resource localization = call.create("appInfoLocalizations").relate("appInfo", info.id());
    localization.set("locale", call.text("locale"));
    call.copyAttributes(localization, FIELDS);
    return localization;
  }

  private static void requireEditable(Resource info) {
    if (!EDITABLE.contains(info.text("state"))) {
      throw new ApiException(ApiError.notInValidState("appInfos", info.id()));
    }
  }

  private static TextRules rules(WriteCall call) {
    return new TextRules(call)
        .length("name", 2, 30)
        .length("subtitle", 1, 30)
        .url("privacyPolicyUrl")
        .url("privacyChoicesUrl");
  }
}
