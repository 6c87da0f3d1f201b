package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleFolder.Part;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Apple refuses at TestFlight: what passes is tried again, the rest says what to do.
@Tag("answer")
class TestFlightRefusalsTest {
  private static final String SUBMISSIONS = "/v1/betaAppReviewSubmissions";
  private static final SampleFolder BUILD_ALONE =
      Folders.SMALL
          .displays(0)
          .without(Part.TEXTS)
          .without(Part.APP_INFORMATION)
          .without(Part.REVIEW_CONTACT)
          .without(Part.DEMO_ACCOUNT)
          .without(Part.AGE_RATING);

  @TempDir Path directory;

  private static void drop(Stage stage, String releaseJson) throws Exception {
    stage.apple.createApp(
        NewApp.of(Stage.BUNDLE_ID, "Example")
            .locales("en-US", "de-DE")
            .liveVersion("1.0", "1")
            .betaGroup("Friends", false));
    Folders.drop(stage, stage.connect() + "/1.1/", BUILD_ALONE.releaseJson(releaseJson));
  }

  private static void dropForFriends(Stage stage) throws Exception {
    drop(stage, "{\"testFlight\": {\"groups\": [\"Friends\"], \"only\": true}}");
  }

  private static Fault refusal(String code) {
    return Fault.status(422, "ENTITY_UNPROCESSABLE." + code, "Refused.", "Refused as scripted.")
        .on("POST", SUBMISSIONS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SUBMISSION_LIMIT_REACHED", "ANOTHER_BUILD_IN_REVIEW", "INVALID_QC_STATE"})
  void whatPassesIsTriedAgain(String code) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.faults().add(refusal(code).times(3));
      dropForFriends(stage);

      stage.advanceUntil("IN_BETA_TESTING");

      assertThat(stage.apple.faults().pending()).isEmpty();
    }
  }

  @Test
  void aBuildThatIsNotReadyForExternalTestersIsGivenToThemLater() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(Guess.EXTERNAL_GROUP_AT_ONCE, Guess.BETA_REVIEW_AT_ONCE);
      dropForFriends(stage);

      stage.advanceUntil("IN_BETA_TESTING");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MISSING_BETA_APP_DESCRIPTION, description of the app for testers",
    "MISSING_REQUIRED_DATA, the age rating under App Information",
    "BETA_CONTRACT_MISSING, Do not build again",
    "BUILD_SDK_NOT_ALLOWED_FOR_EXTERNAL_TESTING, Build with the current release of Xcode",
  })
  void whatAPersonMustFixSaysHow(String code, String said) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.faults().add(refusal(code));
      dropForFriends(stage);

      var problem = stage.advanceUntil("NEEDS_ATTENTION").path("problem");

      assertThat(problem.path("detail").asText()).contains(said);
      assertThat(problem.path("appleErrors").toString()).contains(code);
      assertThat(stage.writes()).containsEntry("POST " + SUBMISSIONS, 1L);
    }
  }

  @Test
  void aStateThatStaysWrongNeedsAPerson() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.faults().add(refusal("INVALID_QC_STATE").always());
      dropForFriends(stage);

      var problem = stage.advanceUntil("NEEDS_ATTENTION").path("problem");

      assertThat(problem.path("detail").asText()).contains("under TestFlight");
    }
  }

  /// Apple has one answer for a tester who is in the group and for one who cannot join it, so the
  /// group decides (first-release-live.md, F).
  @Test
  void aTesterWhomTheGroupHasIsNoFault() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage
          .apple
          .faults()
          .add(
              Fault.status(409, "STATE_ERROR", "Refused.", "Tester(s) cannot be assigned")
                  .on("POST", "/v1/betaTesters")
                  .afterEffect());
      drop(
          stage,
          "{\"testFlight\": {\"only\": true, \"groups\": [{\"name\": \"Friends\", \"testers\":"
              + " [{\"email\": \"joe@example.com\"}]}]}}");

      stage.advanceUntil("IN_BETA_TESTING");

      assertThat(stage.apple.faults().pending()).isEmpty();
      assertThat(stage.writes()).containsEntry("POST /v1/betaTesters", 1L);
    }
  }

  @Test
  void aTesterWhoIsNoUserOfTheTeamIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      drop(
          stage,
          "{\"testFlight\": {\"only\": true, \"createGroups\": true, \"groups\": [{\"name\":"
              + " \"Crew\", \"internal\": true, \"testers\": [{\"email\":"
              + " \"joe@example.com\"}]}]}}");

      var problem = stage.advanceUntil("NEEDS_ATTENTION").path("problem");

      assertThat(problem.path("field").asText()).isEqualTo("$.testFlight.groups");
      assertThat(problem.path("detail").asText())
          .contains("the tester joe@example.com join the group Crew", "under Users and Access");
      assertThat(problem.path("appleErrors").toString()).contains("Tester(s) cannot be assigned");
      assertThat(stage.writes()).containsEntry("POST /v1/betaTesters", 1L);
    }
  }

  @Test
  void charactersOfWhatToTestAreFoundBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      drop(
          stage,
          "{\"testFlight\": {\"whatToTest\": {\"de-DE\": \"Zwei\\nDrei <3\"}, \"only\": true}}");

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("field").asText())
          .isEqualTo("$.testFlight.whatToTest.de-DE");
      assertThat(release.path("problem").path("detail").asText()).contains("line 2: < (U+003C)");
      assertThat(stage.writes()).isEmpty();
    }
  }
}
