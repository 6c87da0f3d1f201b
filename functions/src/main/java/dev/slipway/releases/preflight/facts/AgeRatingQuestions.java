package dev.slipway.releases.preflight.facts;

import java.util.List;

/// Apple's questions on age rating by their attribute (App Store Connect API,
/// AgeRatingDeclaration). Overrides, the Kids category's age band and the address for more
/// information may stay without an answer.
public final class AgeRatingQuestions {
  /// Unanswered ones block submission.
  public static final List<String> REQUIRED =
      List.of(
          "advertising",
          "ageAssurance",
          "alcoholTobaccoOrDrugUseOrReferences",
          "contests",
          "gambling",
          "gamblingSimulated",
          "gunsOrOtherWeapons",
          "healthOrWellnessTopics",
          "horrorOrFearThemes",
          "lootBox",
          "matureOrSuggestiveThemes",
          "medicalOrTreatmentInformation",
          "messagingAndChat",
          "parentalControls",
          "profanityOrCrudeHumor",
          "sexualContentGraphicAndNudity",
          "sexualContentOrNudity",
          "unrestrictedWebAccess",
          "userGeneratedContent",
          "violenceCartoonOrFantasy",
          "violenceRealistic",
          "violenceRealisticProlongedGraphicOrSadistic");

  /// Too new to know whether they block submission.
  public static final List<String> NEW = List.of("socialMedia", "socialMediaAgeRestricted");

  private AgeRatingQuestions() {}
}
