package dev.slipway.drops.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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

  /// The yes to a question that Apple takes only with a yes to others (apple-2026.md, 3; asc#1788).
  private static final SortedMap<String, List<String>> NEEDED =
      new TreeMap<>(
          Map.of(
              "socialMedia",
              List.of("userGeneratedContent"),
              "socialMediaAgeRestricted",
              List.of("ageAssurance", "socialMedia", "userGeneratedContent")));

  /// The number of the Korean rating board (GRAC), for games that have one (API 4.5.1).
  static final String KOREAN_NUMBER = "gracRatingClassificationNumber";

  private static final String KOREAN_OVERRIDE = "koreaAgeRatingOverride";

  public AgeRating {
    answers = Map.copyOf(answers);
  }

  /// Returns the questions that are answered with yes and whose needed answers are not yes, such as
  /// "socialMedia is true, but userGeneratedContent is false".
  ///
  /// @param missing whether a needed answer that is absent counts
  public static List<String> contradictions(Map<String, Object> answers, boolean missing) {
    var found = new ArrayList<String>();
    NEEDED.forEach(
        (question, needed) -> {
          if (Boolean.TRUE.equals(answers.get(question))) {
            for (String other : needed) {
              var answer = answers.get(other);
              if (Boolean.FALSE.equals(answer)) {
                found.add(question + " is true, but " + other + " is false");
              } else if (answer == null && missing) {
                found.add(question + " is true, but " + other + " is not answered");
              }
            }
          }
        });
    // Apple refuses the number beside NONE with KOREA_AGE_RATING_OVERRIDE_INVALID (media-live.md,
    // K8).
    var override = answers.get(KOREAN_OVERRIDE);
    if (answers.containsKey(KOREAN_NUMBER)) {
      if ("NONE".equals(override)) {
        found.add(KOREAN_NUMBER + " needs " + KOREAN_OVERRIDE + " with a value other than NONE");
      } else if (override == null && missing) {
        found.add(KOREAN_NUMBER + " is given, but " + KOREAN_OVERRIDE + " is not answered");
      }
    }
    return List.copyOf(found);
  }

  /// Returns whether a rating configuration may contain this answer.
  ///
  /// @param question Apple's attribute of ageRatingDeclarations
  public static boolean accepts(String question, Object answer) {
    return AgeRatingFile.accepts(question, answer);
  }

  /// Returns the answers to suggest for a question: texts or booleans; empty for a question that
  /// takes any text, or that is not known.
  public static List<Object> suggestions(String question) {
    return AgeRatingFile.suggestions(question);
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
