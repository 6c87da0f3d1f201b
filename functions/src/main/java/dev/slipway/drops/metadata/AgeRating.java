package dev.slipway.drops.metadata;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The age rating answers of a rating configuration, such as fastlane's `app_rating_config.json`,
/// with old names translated.
///
/// @param answers a String or Boolean for each of Apple's attributes of ageRatingDeclarations
/// @param source the file's path, or `$.ageRating` of `release.json`
public record AgeRating(Map<String, Object> answers, String source) {
  /// The levels that mean the same to Apple, old and new.
  private static final Map<String, String> CLASSES =
      Map.of("INFREQUENT", "INFREQUENT_OR_MILD", "FREQUENT", "FREQUENT_OR_INTENSE");

  public AgeRating {
    answers = Map.copyOf(answers);
  }

  /// Returns whether two answers mean the same: Apple stores INFREQUENT and shows
  /// INFREQUENT_OR_MILD (media-live.md, K9).
  public static boolean isSame(Object wanted, @Nullable Object present) {
    return present != null && classOf(wanted).equals(classOf(present));
  }

  private static Object classOf(Object answer) {
    return answer instanceof String level ? CLASSES.getOrDefault(level, level) : answer;
  }
}
