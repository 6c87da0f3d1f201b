package dev.slipway.drops.metadata;

import java.util.Locale;
import java.util.Map;

/// Translates the category names of iTunes Connect, which old fastlane folders use (fastlane,
/// spaceship/lib/spaceship/connect_api/models/app_category.rb).
final class LegacyCategories {
  private static final String PREFIX = "MZGenre.";

  private static final Map<String, String> CATEGORIES =
      Map.ofEntries(
          Map.entry("Apps.DeveloperTools", "DEVELOPER_TOOLS"),
          Map.entry("Apps.Food_Drink", "FOOD_AND_DRINK"),
          Map.entry("Apps.GraphicsDesign", "GRAPHICS_AND_DESIGN"),
          Map.entry("Apps.Newsstand", "MAGAZINES_AND_NEWSPAPERS"),
          Map.entry("Apps.Shopping", "SHOPPING"),
          Map.entry("Book", "BOOKS"),
          Map.entry("Healthcare_Fitness", "HEALTH_AND_FITNESS"),
          Map.entry("Photography", "PHOTO_AND_VIDEO"),
          Map.entry("SocialNetworking", "SOCIAL_NETWORKING"));

  private static final Map<String, String> STICKERS =
      Map.of(
          "Places", "PLACES_AND_OBJECTS",
          "Emotions", "EMOJI_AND_EXPRESSIONS",
          "BirthdaysAndCelebrations", "CELEBRATIONS",
          "MoviesAndTV", "MOVIES_AND_TV",
          "Sports", "SPORTS_AND_ACTIVITIES",
          "FoodAndDrink", "EATING_AND_DRINKING",
          "Games", "GAMING",
          "KidsAndFamily", "KIDS_AND_FAMILY");

  private static final String STICKERS_PREFIX = "Apps.Stickers.";

  private static final Map<String, String> GAMES =
      Map.ofEntries(
          Map.entry("Action", "ACTION"),
          Map.entry("Adventure", "ADVENTURE"),
          Map.entry("Arcade", "CASUAL"),
          Map.entry("Board", "BOARD"),
          Map.entry("Card", "CARD"),
          Map.entry("Casino", "CASINO"),
          Map.entry("Family", "FAMILY"),
          Map.entry("Music", "MUSIC"),
          Map.entry("Puzzle", "PUZZLE"),
          Map.entry("Racing", "RACING"),
          Map.entry("RolePlaying", "ROLE_PLAYING"),
          Map.entry("Simulation", "SIMULATION"),
          Map.entry("Sports", "SPORTS"),
          Map.entry("Strategy", "STRATEGY"),
          Map.entry("Trivia", "TRIVIA"),
          Map.entry("Word", "WORD"));

  private LegacyCategories() {}

  /// Returns Apple's id of a category from that id or from an old name. Any other text is returned
  /// without the prefix.
  static String translated(CategoryName place, String written) {
    String name = written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : written;
    return switch (place) {
      case PRIMARY, SECONDARY -> category(name);
      case PRIMARY_FIRST_SUB, PRIMARY_SECOND_SUB, SECONDARY_FIRST_SUB, SECONDARY_SECOND_SUB ->
          subcategory(name);
    };
  }

  private static String category(String name) {
    // "Finance" and others differ from today's names only in case.
    return CATEGORIES.getOrDefault(name, isPlainWord(name) ? name.toUpperCase(Locale.ROOT) : name);
  }

  private static String subcategory(String name) {
    if (name.startsWith(STICKERS_PREFIX)) {
      String sticker = name.substring(STICKERS_PREFIX.length());
      return "STICKERS_" + STICKERS.getOrDefault(sticker, sticker.toUpperCase(Locale.ROOT));
    }
    return GAMES.containsKey(name) ? "GAMES_" + GAMES.get(name) : name;
  }

  private static boolean isPlainWord(String name) {
    return name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  }
}
