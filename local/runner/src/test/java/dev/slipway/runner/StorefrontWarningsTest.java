package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleFolder.Part;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Apple refuses nothing for: steps on its web page before a first release, and stores that do
/// not offer the app (first-release-live.md, A1, A2 and I).
class StorefrontWarningsTest {
  private static final String STEPS = "web-only-steps";
  private static final String TRADER = "trader-status-missing";
  private static final String[] BLOCKED = {"DEU", "FRA", "ITA"};
  private static final String TERRITORIES =
      "GET /v2/appAvailabilities/{id}/territoryAvailabilities";

  @TempDir Path directory;

  private static SimulatedApp neverOnSale(Stage stage) {
    return stage.apple.createApp(NewApp.of(Stage.BUNDLE_ID, "Example"));
  }

  private static void block(Stage stage, SimulatedApp app) {
    stage.apple.addContentStatus(app.id(), "TRADER_STATUS_NOT_PROVIDED", BLOCKED);
  }

  private static void drop(Stage stage, String connection, String version, String build) {
    stage.put(connection + "/App-" + version + ".ipa", Ipas.of(Folders.ipa(version, build)));
    stage.local.settle();
  }

  private static JsonNode finding(JsonNode release, String check) {
    for (JsonNode finding : release.path("findings")) {
      if (finding.path("check").asText().equals(check)) {
        return finding;
      }
    }
    throw new AssertionError("no " + check + ": " + release.path("findings").toPrettyString());
  }

  private static long looks(Stage stage) {
    return stage.apple.calls().getOrDefault(TERRITORIES, 0L);
  }

  @Test
  void stepsOfTheWebAreNamedBeforeTheUploadAndGoneWithTheFirstRelease() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = neverOnSale(stage);
      String connection = stage.connect();

      drop(stage, connection, "1.0", "1");

      var early = stage.newest();
      assertThat(early.path("state").asText()).isNotIn("NEEDS_ATTENTION", "READY_FOR_DISTRIBUTION");
      assertThat(finding(early, STEPS).path("severity").asText()).isEqualTo("WARNING");
      assertThat(finding(early, STEPS).path("remedy").asText())
          .contains(
              "https://appstoreconnect.apple.com/apps/" + app.id() + "/distribution/privacy",
              "https://appstoreconnect.apple.com/business");

      stage.local.advance(Duration.ofSeconds(1));
      drop(stage, connection, "1.0.1", "2");
      assertThat(Folders.checks(stage.newest())).as("until it is on sale").contains(STEPS);

      var released = stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(Folders.checks(released)).doesNotContain(STEPS);

      drop(stage, connection, "1.1", "3");
      assertThat(Folders.checks(stage.newest())).doesNotContain(STEPS);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void blockedTerritoriesAreNamedBeforeTheFirstReleaseAndBlockNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = neverOnSale(stage);
      block(stage, app);
      String connection = stage.connect();

      drop(stage, connection, "1.0", "1");

      assertThat(finding(stage.newest(), TRADER).path("found").asText())
          .isEqualTo("3 territories: DEU, FRA, ITA");
      stage.advanceUntil("WAITING_FOR_REVIEW");
      assertThat(looks(stage)).as("preflight has read them").isEqualTo(1);

      var released = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(Folders.checks(released)).contains(TRADER);
      assertThat(looks(stage)).as("and once after the release").isEqualTo(2);
    }
  }

  @Tag("answer")
  @Test
  void availabilityThatTheDropCreatedIsLookedAtBeforeTheSubmission() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      block(stage, app);
      String connection = stage.connect();

      Folders.drop(
          stage,
          connection + "/1.0/",
          firstFolder()
              .releaseJson(
                  """
                  {"contentRights": "DOES_NOT_USE_THIRD_PARTY_CONTENT", "price": "FREE",
                    "availability": {"territories": "ALL"}}
                  """));
      assertThat(Folders.checks(stage.newest())).doesNotContain(TRADER);

      var submitted = stage.advanceUntil("WAITING_FOR_REVIEW");

      assertThat(finding(submitted, TRADER).path("found").asText()).contains("DEU, FRA, ITA");
      assertThat(submitted.path("timeline").toString())
          .contains("Apple will not offer the app in every selected territory.");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  /// Apple approves an app that no store offers (first-release-live.md, A1).
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void releaseWithoutAnyTerritorySaysSo(boolean rowsNeedAnAvailability) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      if (rowsNeedAnAvailability) {
        stage.apple.guesses().turn(Guess.ROWS_NEED_AN_AVAILABILITY);
      }
      String connection = stage.connect();

      Folders.drop(
          stage,
          connection + "/1.0/",
          firstFolder()
              .releaseJson(
                  """
                  {"contentRights": "DOES_NOT_USE_THIRD_PARTY_CONTENT", "price": "FREE"}
                  """));
      assertThat(Folders.checks(stage.newest())).contains("app-in-no-store");

      var released = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(finding(released, "on-sale-nowhere").path("remedy").asText())
          .contains("Pricing and Availability");
    }
  }

  private static SampleFolder firstFolder() {
    return Folders.SMALL.ipa(Folders.ipa("1.0", "1")).without(Part.WHATS_NEW);
  }

  @Tag("answer")
  @Test
  void appOnSaleIsLookedAtOnceADayAndByNoRelease() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = stage.app();
      block(stage, app);
      String connection = stage.connect();
      drop(stage, connection, "1.1", "2");

      var first = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(Folders.checks(first)).isEmpty();
      assertThat(looks(stage)).isZero();

      stage.advance(Duration.ofDays(3));
      assertThat(looks(stage)).isBetween(2L, 3L);
      long looked = looks(stage);

      drop(stage, connection, "1.2", "3");
      assertThat(finding(stage.newest(), TRADER).path("remedy").asText())
          .contains("As Apple said on ");
      assertThat(looks(stage)).isEqualTo(looked);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      stage.apple.clearContentStatuses(app.id(), BLOCKED);
      stage.advance(Duration.ofDays(1).plusHours(1));
      drop(stage, connection, "1.3", "4");
      assertThat(Folders.checks(stage.newest())).doesNotContain(TRADER);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void readinessNamesBlockedTerritoriesAndTheSteps() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = neverOnSale(stage);
      block(stage, app);

      var answer = AppReadinessTest.answer(stage, stage.connect(), app);

      assertThat(Folders.checks(answer)).contains(STEPS, TRADER);
      assertThat(finding(answer, TRADER).path("where").path("url").asText())
          .isEqualTo("https://appstoreconnect.apple.com/business");
    }
  }
}
