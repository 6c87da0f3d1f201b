package dev.slipway.drops.metadata;

import java.util.Map;

/// Answers of the age rating, from a rating configuration as fastlane's `app_rating_config.json`,
/// old names translated.
///
/// @param answers Apple's attribute of ageRatingDeclarations to a String or Boolean
/// @param source the file's path, or `$.ageRating` of `release.json`
public record AgeRating(Map<String, Object> answers, String source) {
  public AgeRating {
    answers = Map.copyOf(answers);
  }
}
