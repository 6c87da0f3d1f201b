package dev.slipway.releases.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.json.Json;
import dev.slipway.releases.preflight.facts.AgeRatingQuestions;
import dev.slipway.releases.readiness.AgeRatingConfig.OpenQuestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgeRatingConfigTest {

  @Test
  void asksEveryQuestionOfAnAppWithoutAnswers() {
    var config = AgeRatingConfig.of(Map.of());

    assertThat(config.open())
        .extracting(OpenQuestion::question)
        .containsExactlyInAnyOrderElementsOf(config.file().keySet())
        .containsAll(AgeRatingQuestions.REQUIRED)
        .contains(AgeRatingQuestions.SOCIAL_MEDIA)
        .containsAll(AgeRatingQuestions.NEW)
        .isSorted();
    assertThat(config.file().values()).containsOnlyNulls();
  }

  @Test
  void suggestsAnswersThatADropMayContain() {
    for (OpenQuestion open : AgeRatingConfig.of(Map.of()).open()) {
      assertThat(open.answers()).as(open.question()).hasSizeGreaterThan(1);
      assertThat(open.answers()).allMatch(answer -> AgeRating.accepts(open.question(), answer));
    }
  }

  @Test
  void saysWhichQuestionsAppReviewInsistsOn() {
    assertThat(AgeRatingConfig.of(Map.of()).open())
        .filteredOn(open -> !open.required())
        .extracting(OpenQuestion::question)
        .containsExactlyElementsOf(AgeRatingQuestions.NEW);
  }

  @Test
  void keepsTheAnswersOfAppleAndWhatElseADropMayContain() {
    var answers = new HashMap<String, Object>();
    AgeRatingQuestions.REQUIRED.forEach(
        question -> answers.put(question, AgeRating.suggestions(question).getLast()));
    answers.put("socialMedia", false);
    answers.put("koreaAgeRatingOverride", "TWELVE_PLUS");
    answers.put("kidsAgeBand", "NINE_TO_ELEVEN");

    var config = AgeRatingConfig.of(answers);

    assertThat(config.file()).containsAllEntriesOf(answers);
    assertThat(config.open()).extracting(OpenQuestion::question).isEqualTo(AgeRatingQuestions.NEW);
  }

  @Test
  void leavesOutWhatADropMustNotContain() {
    var config =
        AgeRatingConfig.of(
            Map.of(
                "ageRatingOverride",
                "NONE",
                "gamblingAndContests",
                false,
                "questionOfTomorrow",
                true,
                "horrorOrFearThemes",
                "SOMETIMES"));

    assertThat(config.file())
        .doesNotContainKeys("ageRatingOverride", "gamblingAndContests", "questionOfTomorrow")
        .containsEntry("horrorOrFearThemes", null);
  }

  @Test
  void isReadAsItWasWritten() {
    var config = AgeRatingConfig.of(Map.of("advertising", true, "contests", "NONE"));

    assertThat(AgeRatingConfig.fromJson(Json.parse(Json.writeText(config.toJson()))))
        .isEqualTo(config);
    assertThat(config.open())
        .filteredOn(open -> open.question().equals("gambling"))
        .extracting(OpenQuestion::answers)
        .isEqualTo(List.of(List.of(true, false)));
  }
}
