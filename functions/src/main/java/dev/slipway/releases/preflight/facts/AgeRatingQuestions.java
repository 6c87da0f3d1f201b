package dev.slipway.releases.preflight.facts;

import java.util.List;

/// Apple's age rating questions by their attribute (App Store Connect API, AgeRatingDeclaration).
/// Overrides, the age band of the Kids category and the URL for more information need no answer.
public final class AgeRatingQuestions {
  /// Questions that block submission when they are unanswered.
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

  /// The question of 2026 that blocks the submission of any version when it is unanswered. Its date
  /// is in the table of [dev.slipway.releases.preflight.requirements.Requirements].
  public static final String SOCIAL_MEDIA = "socialMedia";

  /// Another new question, of which it is not known whether it blocks submission by this API; the
  /// web page asks for an answer (apple-2026.md, 3).
  public static final List<String> NEW = List.of("socialMediaAgeRestricted");

  private AgeRatingQuestions() {}
}
