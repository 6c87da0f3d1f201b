package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.builds.NewEncryptionDeclaration;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Builds that use encryption that is not exempt, from the drop to the App Store or the testers.
class EncryptionTest {
  private static final String DECLARED = "\"usesNonExemptEncryption\": true";
  private static final String PATCH = "PATCH /v1/builds/{id}";
  private static final String LIST = "GET /v1/appEncryptionDeclarations";
  private static final SampleFolder FOLDER =
      Folders.SMALL.ipa(Folders.ipa("1.1", "2").withEncryption(null));

  @TempDir Path directory;

  /// Two fit; the newest approved one is attached, as the plan says.
  @Test
  void theReleaseIsAsPlannedAndASecondOneWritesNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      String app = Folders.app(stage).id();
      declare(stage, app, "APPROVED");
      String newest = declare(stage, app, "APPROVED");
      declare(stage, app, "CREATED");
      declare(stage, app, "REJECTED");
      stage.apple.addEncryptionDeclaration(
          NewEncryptionDeclaration.of(app, "APPROVED").forPlatform("MAC_OS"));
      stage.apple.addEncryptionDeclaration(
          NewEncryptionDeclaration.of(app, "APPROVED").ofExemptEncryption());
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(
          stage,
          prefix,
          FOLDER.releaseJson("{" + DECLARED + ", \"submit\": false, \"dryRun\": true}"));
      var plan = stage.advanceUntil("PLANNED").path("plan").path("actions");
      assertThat(stage.writes()).isEmpty();
      var planned = action(plan, "Encryption declaration");
      assertThat(planned.path("after").asText())
          .contains("APPROVED", "the best of 3 that fit the build");
      assertThat(planned.path("calls").toString()).contains(PATCH);

      stage.advance(Duration.ofMinutes(1));
      Folders.drop(stage, prefix, FOLDER.releaseJson("{" + DECLARED + ", \"submit\": false}"));
      stage.advanceUntil("PREPARED");

      assertThat(stage.writes()).as("the answer and the declaration").containsEntry(PATCH, 2L);
      assertThat(build(stage).usesNonExemptEncryption()).isTrue();
      assertThat(build(stage).appEncryptionDeclarationId()).isEqualTo(newest);
      Map<String, Long> before = stage.writes();

      stage.advance(Duration.ofMinutes(1));
      Folders.drop(stage, prefix, FOLDER.releaseJson("{" + DECLARED + ", \"submit\":  false}"));
      stage.advanceUntil("PREPARED");
      assertThat(Folders.writesSince(before, stage)).isEmpty();

      stage.advance(Duration.ofMinutes(1));
      Folders.drop(stage, prefix, FOLDER.releaseJson("{" + DECLARED + "}"));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(Folders.writesSince(before, stage)).doesNotContainKey(PATCH);
    }
  }

  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsMissingIsSaidBeforeTheUpload(boolean submit) throws Exception {
    try (var stage = Stage.small(directory)) {
      String app = Folders.app(stage).id();
      declare(stage, app, "EXPIRED");
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          FOLDER.releaseJson("{" + DECLARED + ", \"submit\": " + submit + "}"));

      var release = stage.advanceUntil(submit ? "NEEDS_ATTENTION" : "PREPARED");

      assertThat(release.path("findings").toString())
          .contains("encryption-declaration-missing", "EXPIRED", "App Encryption Documentation");
      if (submit) {
        assertThat(stage.writes()).isEmpty();
        assertThat(stage.apple.partPuts()).isEmpty();
      } else {
        assertThat(build(stage).appEncryptionDeclarationId()).isNull();
      }
    }
  }

  @Tag("answer")
  @Test
  void aPlistWithoutTheCodeIsFoundBeforeTheUpload() throws Exception {
    try (var stage = Stage.small(directory)) {
      declare(stage, stage.app().id(), "APPROVED");
      stage.put(
          stage.connect() + "/App.ipa", Ipas.of(Folders.ipa("1.1", "2").withEncryption(true)));
      stage.local.settle();

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("findings").toString())
          .contains("export-compliance-code-missing", "App.ipa: ITSEncryptionExportComplianceCode");
      assertThat(stage.writes()).isEmpty();
      assertThat(stage.apple.partPuts()).isEmpty();
    }
  }

  /// Apple attaches the declaration by its code, or Slipway does.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theCodeOfThePlistNamesTheDeclaration(boolean turned) throws Exception {
    try (var stage = Stage.small(directory)) {
      if (turned) {
        stage.apple.guesses().turn(Guess.CODE_ATTACHES_NOTHING);
      }
      String app = stage.app().id();
      String named =
          stage.apple.addEncryptionDeclaration(
              NewEncryptionDeclaration.of(app, "APPROVED").withCode("c1"));
      declare(stage, app, "APPROVED");
      stage.put(
          stage.connect() + "/App.ipa", Ipas.of(Folders.ipa("1.1", "2").withComplianceCode("c1")));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(build(stage).appEncryptionDeclarationId()).isEqualTo(named);
      assertThat(stage.writes().getOrDefault(PATCH, 0L)).isEqualTo(turned ? 1L : 0L);
    }
  }

  /// Whether Apple takes the version before it has decided on the declaration is not known. If it
  /// does not, the release waits for the decision.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anUndecidedDeclarationIsTried(boolean turned) throws Exception {
    try (var stage = Stage.small(directory)) {
      if (turned) {
        stage.apple.guesses().turn(Guess.DECLARATION_MUST_BE_APPROVED);
      }
      String declaration = declare(stage, Folders.app(stage).id(), "CREATED");
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER.releaseJson("{" + DECLARED + "}"));
      if (turned) {
        stage.advance(Duration.ofHours(5));
        var waiting = stage.newest();
        assertThat(waiting.path("state").asText()).isNotIn("NEEDS_ATTENTION");
        assertThat(waiting.path("timeline").toString()).contains("encryption declaration");
        assertThat(waiting.path("findings").toString())
            .contains("encryption-declaration-undecided");
        stage.apple.decideEncryptionDeclaration(declaration, "APPROVED");
      }

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.newest().path("problem").isMissingNode()).isTrue();
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void aDeclarationThatAppleRejectsMeanwhileAsksAPerson() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(Guess.DECLARATION_MUST_BE_APPROVED);
      String declaration = declare(stage, Folders.app(stage).id(), "IN_REVIEW");
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER.releaseJson("{" + DECLARED + "}"));
      stage.advance(Duration.ofHours(3));
      stage.apple.decideEncryptionDeclaration(declaration, "REJECTED");

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").toString())
          .contains("export-compliance-unanswered", "App Encryption Documentation");
    }
  }

  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void testersGetTheBuildWithItsDeclaration(boolean turned) throws Exception {
    try (var stage = Stage.small(directory)) {
      if (turned) {
        stage.apple.guesses().turn(Guess.DECLARATION_MUST_BE_APPROVED);
      }
      String app =
          stage
              .apple
              .createApp(
                  NewApp.of(Stage.BUNDLE_ID, "Example")
                      .locales("en-US", "de-DE")
                      .liveVersion("1.0", "1")
                      .betaGroup("Friends", false))
              .id();
      String declaration = declare(stage, app, "IN_REVIEW");
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          FOLDER.releaseJson(
              "{"
                  + DECLARED
                  + ", \"testFlight\": {\"whatToTest\": {\"en-US\": \"Lists.\"},"
                  + " \"groups\": [\"Friends\"], \"only\": true}}"));
      if (turned) {
        stage.advance(Duration.ofHours(4));
        assertThat(stage.newest().path("state").asText()).isNotIn("NEEDS_ATTENTION");
        stage.apple.decideEncryptionDeclaration(declaration, "APPROVED");
      }

      stage.advanceUntil("IN_BETA_TESTING");

      assertThat(build(stage).betaReviewState()).isEqualTo("APPROVED");
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
    }
  }

  @Tag("answer")
  @Test
  void testersNeedADeclaration() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example")
              .locales("en-US", "de-DE")
              .liveVersion("1.0", "1")
              .betaGroup("Friends", false));
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          FOLDER.releaseJson(
              "{" + DECLARED + ", \"testFlight\": {\"groups\": [\"Friends\"], \"only\": true}}"));

      assertThat(stage.advanceUntil("NEEDS_ATTENTION").path("findings").toString())
          .contains("testflight-declaration-missing");
      assertThat(stage.writes()).isEmpty();
    }
  }

  /// The second call would be refused, so that it must not be made blindly.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLostAnswerIsLookedUp(boolean turned) throws Exception {
    try (var stage = Stage.small(directory)) {
      if (turned) {
        stage.apple.guesses().turn(Guess.DECLARATION_ATTACHED_ONCE);
      }
      declare(stage, stage.app().id(), "APPROVED");
      stage
          .apple
          .faults()
          .add(Fault.status(503).on("PATCH", "/v1/builds/{id}").nth(2).afterEffect());
      drop(stage);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.writes()).containsEntry(PATCH, 2L);
    }
  }

  /// Apple might refuse to attach a declaration before it has decided on it.
  @Tag("answer")
  @Test
  void whatAppleDoesNotAttachYetIsTriedAgain() throws Exception {
    try (var stage = Stage.small(directory)) {
      declare(stage, stage.app().id(), "IN_REVIEW");
      stage
          .apple
          .faults()
          .add(
              Fault.status(
                      409,
                      "STATE_ERROR.ENTITY_STATE_INVALID",
                      "The request cannot be fulfilled because of the state of another resource.",
                      "appEncryptionDeclarations is not in valid state.")
                  .on("PATCH", "/v1/builds/{id}")
                  .nth(2));
      drop(stage);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.newest().path("timeline").toString()).contains("encryption declaration");
      assertThat(stage.writes()).containsEntry(PATCH, 3L);
    }
  }

  @Tag("answer")
  @Test
  void whatAppleAnswersAndDoesNotDoIsFoundByReadingItBack() throws Exception {
    try (var stage = Stage.small(directory)) {
      declare(stage, stage.app().id(), "APPROVED");
      stage.apple.faults().add(Fault.ignoredChange().on("PATCH", "/v1/builds/{id}").nth(2));
      drop(stage);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.assertReleasedExactlyOnce();
      assertThat(stage.writes()).containsEntry(PATCH, 3L);
    }
  }

  /// A person has attached one before; Apple keeps it.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAPersonAttachedIsReplacedByAnApprovedOneWhereAppleAllowsIt(boolean turned)
      throws Exception {
    try (var stage = Stage.small(directory)) {
      if (turned) {
        stage.apple.guesses().turn(Guess.DECLARATION_ATTACHED_ONCE);
      }
      String app = stage.app().id();
      String attached = declare(stage, app, "IN_REVIEW");
      String approved = declare(stage, app, "APPROVED");
      stage.apple.faults().add(Fault.status(503).on("PATCH", "/v1/builds/{id}"));
      drop(stage);
      while (builds(stage).noneMatch(build -> build.processingState().equals("VALID"))) {
        stage.advance(Duration.ofSeconds(20));
      }
      Person.of(stage)
          .patch(
              "/v1/builds/" + build(stage).id() + "/relationships/appEncryptionDeclaration",
              "{\"data\": {\"type\": \"appEncryptionDeclarations\", \"id\": \"%s\"}}"
                  .formatted(attached));

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(build(stage).appEncryptionDeclarationId()).isEqualTo(turned ? attached : approved);
    }
  }

  @Tag("answer")
  @Test
  void exemptEncryptionCostsNoCall() throws Exception {
    try (var stage = Stage.small(directory)) {
      declare(stage, stage.app().id(), "APPROVED");
      stage.put(stage.connect() + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.calls()).doesNotContainKey(LIST);
      assertThat(stage.writes()).doesNotContainKey(PATCH);
    }
  }

  private static void drop(Stage stage) throws Exception {
    String prefix = stage.connect() + "/1.1/";
    stage.put(
        prefix + "App.ipa",
        Ipas.of(
            SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2")
                .withPayloadBytes(300_000)
                .withEncryption(null)));
    stage.put(prefix + "release.json", "{" + DECLARED + "}");
    stage.local.settle();
  }

  private static String declare(Stage stage, String app, String state) {
    String declaration = stage.apple.addEncryptionDeclaration(app, state);
    stage.advance(Duration.ofMinutes(1));
    return declaration;
  }

  private static Snapshot.Build build(Stage stage) {
    return builds(stage).findFirst().orElseThrow();
  }

  private static Stream<Snapshot.Build> builds(Stage stage) {
    return stage.apple.snapshot().builds().stream()
        .filter(build -> build.buildNumber().equals("2"));
  }

  private static JsonNode action(JsonNode actions, String what) {
    for (JsonNode action : actions) {
      if (action.path("what").asText().equals(what)) {
        return action;
      }
    }
    throw new AssertionError("no " + what + " in " + actions);
  }
}
