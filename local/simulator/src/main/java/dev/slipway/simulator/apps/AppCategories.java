package dev.slipway.simulator.apps;

import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.List;

/// `appCategories`: Apple's list, the same for every team.
public final class AppCategories {
  private static final List<String> PARENTS =
      List.of(
          ("BOOKS BUSINESS DEVELOPER_TOOLS EDUCATION ENTERTAINMENT FINANCE FOOD_AND_DRINK GAMES"
                  + " GRAPHICS_AND_DESIGN HEALTH_AND_FITNESS LIFESTYLE MAGAZINES_AND_NEWSPAPERS"
                  + " MEDICAL MUSIC NAVIGATION NEWS PHOTO_AND_VIDEO PRODUCTIVITY REFERENCE SHOPPING"
                  + " SOCIAL_NETWORKING SPORTS STICKERS TRAVEL UTILITIES WEATHER")
              .split(" "));
  private static final List<String> SUBCATEGORIES =
      List.of(
          ("GAMES_ACTION GAMES_ADVENTURE GAMES_BOARD GAMES_CARD GAMES_CASINO GAMES_CASUAL"
                  + " GAMES_FAMILY GAMES_MUSIC GAMES_PUZZLE GAMES_RACING GAMES_ROLE_PLAYING"
                  + " GAMES_SIMULATION GAMES_SPORTS GAMES_STRATEGY GAMES_TRIVIA GAMES_WORD"
                  + " STICKERS_ANIMALS STICKERS_ART STICKERS_CELEBRATIONS STICKERS_CELEBRITIES"
                  + " STICKERS_CHARACTERS STICKERS_EATING_AND_DRINKING"
                  + " STICKERS_EMOJI_AND_EXPRESSIONS STICKERS_FASHION STICKERS_GAMING"
                  + " STICKERS_KIDS_AND_FAMILY STICKERS_MOVIES_AND_TV STICKERS_MUSIC"
                  + " STICKERS_PEOPLE STICKERS_PLACES_AND_OBJECTS STICKERS_SPORTS_AND_ACTIVITIES")
              .split(" "));

  private AppCategories() {}

  /// Adds the list to a world that does not have it.
  public static void seed(World world) {
    PARENTS.forEach(id -> seed(world, id));
    for (String id : SUBCATEGORIES) {
      seed(world, id).relate("parent", id.substring(0, id.indexOf('_')));
    }
  }

  private static Resource seed(World world, String id) {
    Resource there = world.find("appCategories", id);
    if (there != null) {
      return there;
    }
    Resource category = world.create("appCategories", id, "");
    var platforms = category.attributes().putArray("platforms").add("IOS");
    if (!id.startsWith("STICKERS")) {
      platforms.add("MAC_OS").add("TV_OS").add("VISION_OS");
    }
    return category;
  }
}
