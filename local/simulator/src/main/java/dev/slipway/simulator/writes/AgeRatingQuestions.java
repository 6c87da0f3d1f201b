package dev.slipway.simulator.writes;

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

  private AgeRatingQuestions() {}

  /// Returns the names of all questions.
  public static List<String> all() {
    return Stream.concat(LEVELS.stream(), ANSWERS.stream()).toList();
  }
}
