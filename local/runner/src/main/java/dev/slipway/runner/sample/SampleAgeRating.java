package dev.slipway.runner.sample;

/// The age rating answers of an app for all ages (App Store Connect API, AgeRatingDeclaration).
final class SampleAgeRating {
  static final String JSON =
      """
      {
        "alcoholTobaccoOrDrugUseOrReferences": "NONE",
        "contests": "NONE",
        "gamblingSimulated": "NONE",
        "gunsOrOtherWeapons": "NONE",
        "horrorOrFearThemes": "NONE",
        "matureOrSuggestiveThemes": "NONE",
        "medicalOrTreatmentInformation": "NONE",
        "profanityOrCrudeHumor": "INFREQUENT_OR_MILD",
        "sexualContentGraphicAndNudity": "NONE",
        "sexualContentOrNudity": "NONE",
        "violenceCartoonOrFantasy": "NONE",
        "violenceRealistic": "NONE",
        "violenceRealisticProlongedGraphicOrSadistic": "NONE",
        "advertising": false,
        "ageAssurance": false,
        "gambling": false,
        "healthOrWellnessTopics": false,
        "lootBox": false,
        "messagingAndChat": false,
        "parentalControls": false,
        "socialMedia": false,
        "socialMediaAgeRestricted": false,
        "unrestrictedWebAccess": false,
        "userGeneratedContent": false
      }
      """;

  private SampleAgeRating() {}
}
