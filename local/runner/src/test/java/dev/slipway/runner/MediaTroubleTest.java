package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.settings.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong with single screenshots, on the way or at Apple.
@Tag("answer")
class MediaTroubleTest {
  private static final SampleFolder FOLDER = Folders.SMALL.displays(2).screenshots(3);
  private static final String PHONE_2 = "iPhone 15 Pro Max-02.png";

  @TempDir Path directory;

  @Test
  void aStuckScreenshotIsReplacedAlone() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage.apple.faults().add(Fault.stuckAsset(PHONE_2));
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes())
          .containsEntry("POST /v1/appScreenshots", 13L)
          .containsEntry("DELETE /v1/appScreenshots/{id}", 1L);
      assertWhole(stage);
    }
  }

  @Test
  void aScreenshotThatAppleFailsToProcessIsReplacedAlone() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage
          .apple
          .faults()
          .add(Fault.assetFailure(PHONE_2, "IMAGE_TOOL_FAILURE", "The image tool failed."));
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes())
          .containsEntry("POST /v1/appScreenshots", 13L)
          .containsEntry("DELETE /v1/appScreenshots/{id}", 1L);
      assertWhole(stage);
    }
  }

  @Test
  void aScreenshotThatAppleNeverTakesIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage
          .apple
          .faults()
          .add(
              Fault.assetFailure(PHONE_2, "IMAGE_TOOL_FAILURE", "The image tool failed.").always());
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText())
          .isEqualTo("urn:slipway:problem:media-refused");
      assertThat(release.path("problem").path("faults").toString())
          .contains("screenshots/en-US/" + PHONE_2, "screenshots/de-DE/" + PHONE_2);
      assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();
    }
  }

  @Test
  void aReservationWhoseAnswerIsLostIsNotMadeTwice() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage
          .apple
          .faults()
          .add(Fault.status(503).on("POST", "/v1/appScreenshots").nth(2).afterEffect());
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertWhole(stage);
    }
  }

  @Test
  void aSetWhoseAnswerIsLostIsNotMadeTwice() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage.apple.faults().add(Fault.status(503).on("POST", "/v1/appScreenshotSets").afterEffect());
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.snapshot().screenshotSets()).hasSize(4);
      assertWhole(stage);
    }
  }

  @Test
  void aCommitWhoseAnswerIsLostIsFound() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage
          .apple
          .faults()
          .add(Fault.cutBeforeAnswer().on("PATCH", "/v1/appScreenshots/{id}").afterEffect());
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER);

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes()).doesNotContainKey("DELETE /v1/appScreenshots/{id}");
      assertWhole(stage);
    }
  }

  @Test
  void videosThatTakeHoursAreWaitedFor() throws Exception {
    try (var stage =
        Stage.small(
            directory,
            options -> options.mediaProcessing(Duration.ofSeconds(4), Duration.ofHours(3)))) {
      Folders.app(stage);
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER.previews(1));

      stage.advance(Duration.ofHours(2));
      assertThat(stage.newest().path("state").asText()).isEqualTo("PREPARING");
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes())
          .containsEntry("POST /v1/appPreviews", 1L)
          .doesNotContainKey("DELETE /v1/appPreviews/{id}");
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR + 20);
    }
  }

  private static void assertWhole(Stage stage) {
    String version = Folders.version(stage, "1.1").id();
    for (String locale : List.of("en-US", "de-DE")) {
      assertThat(stage.apple.snapshot().screenshotSets(version, locale))
          .as(locale)
          .hasSize(2)
          .allSatisfy(
              set ->
                  assertThat(set.assets())
                      .hasSize(3)
                      .allSatisfy(asset -> assertThat(asset.state()).isEqualTo("COMPLETE"))
                      .extracting(Snapshot.MediaAsset::fileName)
                      .isSorted());
    }
  }
}
