package dev.slipway.releases.preflight.texts;

import java.util.Set;

/// The categories of the App Store by Apple's ids (fastlane, models/app_category.rb; App Store
/// Connect API, appCategories, has the current list).
final class StoreCategories {
  static final Set<String> CATEGORIES =
      Set.of(
          "BOOKS",
          "BUSINESS",
          "DEVELOPER_TOOLS",
          "EDUCATION",
          "ENTERTAINMENT",
          "FINANCE",
          "FOOD_AND_DRINK",
          "GAMES",
          "GRAPHICS_AND_DESIGN",
          "HEALTH_AND_FITNESS",
          "LIFESTYLE",
          "MAGAZINES_AND_NEWSPAPERS",
          "MEDICAL",
          "MUSIC",
          "NAVIGATION",
          "NEWS",
          "PHOTO_AND_VIDEO",
          "PRODUCTIVITY",
          "REFERENCE",
          "SHOPPING",
          "SOCIAL_NETWORKING",
          "SPORTS",
          "STICKERS",
          "TRAVEL",
          "UTILITIES",
          "WEATHER");

  static final Set<String> SUBCATEGORIES =
      Set.of(
          "GAMES_ACTION",
          "GAMES_ADVENTURE",
          "GAMES_BOARD",
          "GAMES_CARD",
          "GAMES_CASINO",
          "GAMES_CASUAL",
          "GAMES_FAMILY",
          "GAMES_MUSIC",
          "GAMES_PUZZLE",
          "GAMES_RACING",
          "GAMES_ROLE_PLAYING",
          "GAMES_SIMULATION",
          "GAMES_SPORTS",
          "GAMES_STRATEGY",
          "GAMES_TRIVIA",
          "GAMES_WORD",
          "STICKERS_ANIMALS",
          "STICKERS_ART",
          "STICKERS_CELEBRATIONS",
          "STICKERS_CELEBRITIES",
          "STICKERS_CHARACTERS",
          "STICKERS_EATING_AND_DRINKING",
          "STICKERS_EMOJI_AND_EXPRESSIONS",
          "STICKERS_FASHION",
          "STICKERS_GAMING",
          "STICKERS_KIDS_AND_FAMILY",
          "STICKERS_MOVIES_AND_TV",
          "STICKERS_MUSIC",
          "STICKERS_PEOPLE",
          "STICKERS_PLACES_AND_OBJECTS",
          "STICKERS_SPORTS_AND_ACTIVITIES");

  private StoreCategories() {}
}
