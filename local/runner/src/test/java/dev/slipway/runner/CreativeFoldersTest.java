package dev.slipway.runner;

import static dev.slipway.runner.CreativeScenarios.FOLDER;
import static dev.slipway.runner.CreativeScenarios.HEADER;
import static dev.slipway.runner.CreativeScenarios.SEARCH;
import static dev.slipway.runner.CreativeScenarios.assertShown;
import static dev.slipway.runner.CreativeScenarios.picture;
import static dev.slipway.runner.CreativeScenarios.uploads;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleMedia;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.ReviewScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Product page headers and search-results pictures, which only the asset library takes.
class CreativeFoldersTest {
  private static final Duration WAITING = Duration.ofHours(2);
  private static final Duration IN_REVIEW = Duration.ofHours(1);

  @TempDir Path directory;

  @Test
  void headersGoToTheLibraryAsPlanned() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", FOLDER.releaseJson("{\"dryRun\": true}"));
      var planned = stage.advanceUntil("PLANNED");
      assertThat(Folders.checks(planned)).isEmpty();
      assertThat(planned.path("plan").toString()).contains(HEADER, SEARCH, "header.mp4");

      stage.advance(Duration.ofMinutes(1));
      stage.put(connection + "/1.1/release.json", "{}");
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes()).isEqualTo(calls(planned.path("plan")));
      assertThat(uploads(stage)).isEqualTo(3);
      assertShown(stage, "1.1", "en-US", HEADER, "header.png");
      assertShown(stage, "1.1", "de-DE", HEADER, "header.mp4");
      assertShown(stage, "1.1", "de-DE", SEARCH, "search.png");
      assertThat(stage.apple.snapshot().placements())
          .filteredOn(placement -> placement.placementGroup().equals("DEFAULT_PROFILE"))
          .hasSize(4)
          .allMatch(placement -> placement.state().equals("PARENT_APPROVED"));
    }
  }

  @Tag("answer")
  @Test
  void unchangedHeadersTakeNoWrite() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", FOLDER);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      Map<String, Long> before = stage.writes();

      Folders.drop(stage, connection + "/1.2/", FOLDER.ipa(Folders.ipa("1.2", "3")));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(Folders.writesSince(before, stage).keySet())
          .noneMatch(call -> call.contains("appAssetLibrary"));
      assertShown(stage, "1.2", "en-US", HEADER, "header.png");
    }
  }

  /// App Review rejects a header; the next drop replaces it on the same version.
  @Tag("answer")
  @Test
  void rejectedHeaderIsReplacedOnTheSameVersion() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", FOLDER);
      stage.apple.reviews().script(ReviewScript.reject(WAITING, IN_REVIEW));
      stage.advanceUntil("REJECTED");

      stage.apple.reviews().script(ReviewScript.approve(WAITING, IN_REVIEW));
      Folders.drop(
          stage,
          connection + "/1.1b/",
          FOLDER
              .ipa(Folders.ipa("1.1", "3"))
              .file("screenshots/en-US/PRODUCT_PAGE_HEADER/header.png", picture(5244, 2950)));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertShown(stage, "1.1", "en-US", HEADER, "header.png");
      assertThat(uploads(stage)).isEqualTo(4);
    }
  }

  @Tag("answer")
  @Test
  void faultsOfTheFilesAreNamedTogetherBeforeAnythingIsSent() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          FOLDER
              .file("screenshots/en-US/PRODUCT_PAGE_HEADER/second.png", picture(3840, 1646))
              .file("screenshots/de-DE/APP_STORE_SEARCH_RESULTS/s.png", picture(1290, 2796))
              .file(
                  "screenshots/en-US/APP_STORE_SEARCH_RESULTS/t.png",
                  SampleMedia.transparent(1920, 1280)));

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(Folders.checks(release))
          .containsExactlyInAnyOrder("creative-too-many", "creative-pixels", "creative-alpha");
      assertThat(release.path("findings").toString())
          .contains(
              "screenshots/en-US/PRODUCT_PAGE_HEADER/second.png",
              "1290×2796 for the search results",
              "1920×1280 to 3840×2560 in the same proportions");
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Tag("answer")
  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void withoutALibraryNothingIsSent(int status) throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage
          .apple
          .faults()
          .add(Fault.status(status).on("GET", "/v1/apps/{id}/assetLibrary").always());
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(Folders.checks(release)).containsExactly("creative-library-missing");
      assertThat(release.path("findings").toString()).contains("Admin or App Manager");
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void fileThatAppleCannotProcessIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage
          .apple
          .faults()
          .add(Fault.assetFailure("header.mp4", "VIDEO_BROKEN", "The video is broken.").always());
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", FOLDER);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").toString())
          .contains("screenshots/de-DE/PRODUCT_PAGE_HEADER/header.mp4", "VIDEO_BROKEN");
    }
  }

  /// Lost answers to a reservation, a commit and a placement show no picture twice.
  @Tag("answer")
  @Test
  void lostAnswersShowNothingTwice() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage
          .apple
          .faults()
          .add(
              Fault.status(503).on("POST", "/v1/appAssetLibraryImages").afterEffect(),
              Fault.status(503).on("PATCH", "/v1/appAssetLibraryVideos/{id}").afterEffect(),
              Fault.status(503).on("POST", "/v1/appAssetLibraryPlacements").afterEffect());
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertShown(stage, "1.1", "en-US", HEADER, "header.png");
      assertShown(stage, "1.1", "de-DE", HEADER, "header.mp4");
      assertShown(stage, "1.1", "en-US", SEARCH, "search.png");
      assertShown(stage, "1.1", "de-DE", SEARCH, "search.png");
    }
  }

  /// What the sources do not agree on, or leave open, of placements.
  @Tag("answer")
  @ParameterizedTest
  @EnumSource(
      names = {
        "CREATIVE_ASSETS_START_EMPTY",
        "PLACEMENTS_ARE_ACTIVE",
        "PLACED_WHILE_PROCESSING",
        "PLACEMENTS_WITH_ASSETS_FAIL",
        "PLACEMENTS_NAME_THEIR_ASSET",
        "ARCHIVED_ASSET_PLACED",
        "PLACED_ONCE"
      })
  void everyAnswerOfAppleLeadsToTheStore(Guess guess) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(guess);
      CreativeScenarios.folder(stage);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  private static Map<String, Long> calls(JsonNode plan) {
    var calls = new TreeMap<String, Long>();
    for (JsonNode action : plan.path("actions")) {
      for (JsonNode call : action.path("calls")) {
        calls.merge(call.asText(), 1L, Long::sum);
      }
    }
    return calls;
  }
}
