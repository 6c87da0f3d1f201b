package dev.slipway.simulator.writes;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The questions of the age rating that must be answered before a build or version is reviewed.
public final class AgeRatingQuestions {
  /// Questions that are answered with a level.
  public static final List<String> LEVELS =
      List.of(
          "alcoholTobaccoOrDrugUseOrReferences",
          "contests",
          "gamblingSimulated",
          "gunsOrOtherWeapons",
          "medicalOrTreatmentInformation",
          "profanityOrCrudeHumor",
          "sexualContentGraphicAndNudity",
          "sexualContentOrNudity",
          "horrorOrFearThemes",
          "matureOrSuggestiveThemes",
          "violenceCartoonOrFantasy",
          "violenceRealistic",
          "violenceRealisticProlongedGraphicOrSadistic");

  /// Questions that are answered with yes or no.
  public static final List<String> ANSWERS =
      List.of(
          "advertising",
          "ageAssurance",
          "gambling",
          "healthOrWellnessTopics",
          "lootBox",
          "messagingAndChat",
          "parentalControls",
          "unrestrictedWebAccess",
          "userGeneratedContent");

  /// A question of 2026: any version that is submitted since [#SOCIAL_MEDIA_SINCE] must answer it
  /// (apple-2026.md, 3, live). Whether a review by TestFlight asks for it is not known; it does not
  /// here.
  public static final String SOCIAL_MEDIA = "socialMedia";

  /// The other question of 2026, which the web page asks for (apple-2026.md, 3).
  public static final String SOCIAL_MEDIA_AGE_RESTRICTED = "socialMediaAgeRestricted";

  /// Apple named no hour; existing apps had "until about 09-07" (apple-2026.md, 3).
  public static final Instant SOCIAL_MEDIA_SINCE = Instant.parse("2026-09-08T00:00:00Z");

  private AgeRatingQuestions() {}

  /// Returns the names of all questions.
  public static List<String> all() {
    return Stream.concat(LEVELS.stream(), ANSWERS.stream()).toList();
  }
}
