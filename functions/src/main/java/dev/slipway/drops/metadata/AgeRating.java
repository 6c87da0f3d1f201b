package dev.slipway.drops.metadata;

import java.util.Map;

/// The age rating answers of a rating configuration, such as fastlane's `app_rating_config.json`,
/// with old names translated.
///
/// @param answers a String or Boolean for each of Apple's attributes of ageRatingDeclarations
/// @param source the file's path, or `$.ageRating` of `release.json`
public record AgeRating(Map<String, Object> answers, String source) {
  public AgeRating {
    answers = Map.copyOf(answers);
  }
}
