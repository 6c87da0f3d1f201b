package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleFolder.Part;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A build to its testers, alone or before App Review.
class TestFlightReleaseTest {
  private static final SampleFolder BUILD_ALONE =
      Folders.SMALL
          .displays(0)
          .without(Part.TEXTS)
          .without(Part.APP_INFORMATION)
          .without(Part.REVIEW_CONTACT)
          .without(Part.DEMO_ACCOUNT)
          .without(Part.AGE_RATING);
  private static final String TEST_FLIGHT =
      """
      {"testFlight": {
        "whatToTest": {"en-US": "Try the lists.", "de-DE": "Probiert die Listen.",
          "fr-FR": "Essayez les listes."},
        "groups": ["Friends", "Team"]%s}}
      """;

  @TempDir Path directory;

  @Test
  void testersAloneGetTheBuild() throws Exception {
    try (var stage = Stage.small(directory)) {
      app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          BUILD_ALONE.releaseJson(TEST_FLIGHT.formatted(", \"only\": true")));

      var waiting = stage.advanceUntil("WAITING_FOR_BETA_REVIEW");
      stage.advanceUntil(waiting.path("id").asText(), "IN_BETA_TESTING");

      assertThat(build(stage).betaGroupNames()).containsExactlyInAnyOrder("Friends", "Team");
      assertThat(build(stage).whatToTest())
          .extracting(texts -> texts.locale() + " " + texts.texts().get("whatsNew"))
          .containsExactlyInAnyOrder(
              "en-US Try the lists.", "de-DE Probiert die Listen.", "fr-FR Essayez les listes.");
      assertThat(stage.writes())
          .as("the app had German in TestFlight, and no French")
          .contains(Map.entry("POST /v1/betaAppLocalizations", 1L));
      assertThat(build(stage).betaReviewState()).isEqualTo("APPROVED");
      assertThat(stage.apple.snapshot().appStoreVersions()).as("the live one alone").hasSize(1);
      assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Test
  void groupsOfTheTeamNeedNoBetaReview() throws Exception {
    try (var stage = Stage.small(directory)) {
      app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          BUILD_ALONE.releaseJson("{\"testFlight\": {\"groups\": [\"Team\"], \"only\": true}}"));

      stage.advanceUntil("IN_BETA_TESTING");

      assertThat(build(stage).betaGroupNames()).containsExactly("Team");
      assertThat(build(stage).betaReviewState()).isNull();
    }
  }

  @Test
  void testersGetTheBuildBeforeAppReview() throws Exception {
    try (var stage = Stage.small(directory)) {
      app(stage);
      Folders.drop(
          stage, stage.connect() + "/1.1/", Folders.SMALL.releaseJson(TEST_FLIGHT.formatted("")));

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(build(stage).betaGroupNames()).containsExactlyInAnyOrder("Friends", "Team");
      assertThat(build(stage).betaReviewState()).isEqualTo("APPROVED");
      assertThat(stage.writes())
          .contains(
              Map.entry("POST /v1/betaAppReviewSubmissions", 1L),
              Map.entry("POST /v1/reviewSubmissions", 1L));
      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
    }
  }

  /// The answer to the group's creation and that to a tester are lost.
  @Tag("answer")
  @Test
  void groupsAreCreatedWithTestersAndALink() throws Exception {
    String terms =
        """
        {"testFlight": {"only": true, "createGroups": true, "groups": ["Friends",
          {"name": "Crew", "internal": true},
          {"name": "Fans", "publicLink": 500, "testers": [
            {"email": "jane@example.com", "firstName": "Jane"}, {"email": "joe@example.com"}]}]}}
        """;
    try (var stage = Stage.small(directory)) {
      app(stage);
      for (String lost : List.of("/v1/betaGroups", "/v1/betaTesters")) {
        stage.apple.faults().add(Fault.status(503).on("POST", lost).afterEffect());
      }
      stage.apple.guesses().turn(Guess.GROUP_KNOWS_BUILD_LATE);
      Folders.drop(stage, stage.connect() + "/1.1/", BUILD_ALONE.releaseJson(terms));

      var release = stage.advanceUntil("IN_BETA_TESTING");

      assertThat(build(stage).betaGroupNames())
          .containsExactlyInAnyOrder("Friends", "Crew", "Fans");
      assertThat(stage.writes())
          .contains(
              Map.entry("POST /v1/betaGroups", 2L),
              Map.entry("POST /v1/betaTesters", 2L),
              Map.entry("PATCH /v1/betaGroups/{id}", 1L));
      String link = release.at("/testFlight/publicLinks/Fans").asText();
      assertThat(link).startsWith("https://testflight.apple.com/join/");
      assertThat(release.path("timeline").toString()).contains(link);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  /// The plan names the build that expires. The answer to its end is lost. A plan takes a new build
  /// to notify testers; if it does not, the run sets what the drop says all the same.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theEarlierBuildOfTheVersionExpires(boolean startsOff) throws Exception {
    try (var stage = Stage.small(directory)) {
      if (startsOff) {
        stage.apple.guesses().turn(Guess.AUTO_NOTIFY_STARTS_OFF);
      }
      app(stage);
      String connection = stage.connect();
      String terms = "{\"testFlight\": {\"only\": true, \"groups\": [\"Team\"]%s}%s}";
      Folders.drop(stage, connection + "/1/", BUILD_ALONE.releaseJson(terms.formatted("", "")));
      stage.advanceUntil("IN_BETA_TESTING");
      stage.advance(Duration.ofMinutes(1));
      SampleFolder next = BUILD_ALONE.ipa(Folders.ipa("1.1", "3"));
      String expiring = ", \"notify\": " + startsOff + ", \"expirePrevious\": true";
      Folders.drop(
          stage,
          connection + "/2/",
          next.releaseJson(terms.formatted(expiring, ", \"dryRun\": true")));
      var plan = stage.advanceUntil("PLANNED").path("plan");
      assertThat(plan.toString()).contains("Build 1.1 (2)");
      assertThat(plan.toString().contains("PATCH /v1/buildBetaDetails/{id}")).isEqualTo(!startsOff);
      stage.apple.faults().add(Fault.status(503).on("PATCH", "/v1/builds/{id}").afterEffect());
      stage.advance(Duration.ofMinutes(1));
      stage.put(connection + "/2/release.json", terms.formatted(expiring, ""));
      stage.local.settle();

      stage.advanceUntil("IN_BETA_TESTING");

      assertThat(stage.apple.snapshot().builds())
          .filteredOn(build -> build.version().equals("1.1"))
          .extracting(found -> found.buildNumber() + " " + found.internalBuildState())
          .containsExactlyInAnyOrder("2 EXPIRED", "3 IN_BETA_TESTING");
      assertThat(stage.writes()).containsEntry("PATCH /v1/buildBetaDetails/{id}", 1L);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Test
  void aGroupThatIsNotThereIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          BUILD_ALONE.releaseJson("{\"testFlight\": {\"groups\": [\"Fiends\"], \"only\": true}}"));

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText())
          .isEqualTo("urn:slipway:problem:beta-group-not-found");
      assertThat(release.path("problem").path("detail").asText())
          .contains("Fiends", "The app has: Friends, Team.");
    }
  }

  private static void app(Stage stage) {
    stage.apple.createApp(
        NewApp.of(Stage.BUNDLE_ID, "Example")
            .locales("en-US", "de-DE")
            .liveVersion("1.0", "1")
            .withScreenshots()
            .betaGroup("Friends", false)
            .betaGroup("Team", true));
  }

  private static Snapshot.Build build(Stage stage) {
    return stage.apple.snapshot().builds().stream()
        .filter(build -> build.buildNumber().equals("2"))
        .findFirst()
        .orElseThrow();
  }
}
