package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleMedia;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures in folders of displays, among them those of iPhone Duo, which Apple takes beyond its
/// own document.
class DisplayFoldersTest {
  private static final SampleFolder FOLDER =
      Folders.SMALL
          .screenshots(0)
          .file("screenshots/en-US/APP_IPHONE_67/1.png", SampleMedia.screenshot(1290, 2796))
          .file("screenshots/en-US/IPAD_PRO_3GEN_129/1.png", SampleMedia.screenshot(2064, 2752));

  private static final SampleFolder DUO =
      FOLDER
          .file("screenshots/en-US/IPHONE_DUO/1.png", SampleMedia.screenshot(1398, 2034))
          .file("screenshots/en-US/IPHONE_DUO/2.png", SampleMedia.screenshot(2034, 1398))
          .file("screenshots/en-US/IPHONE_DUO/3.png", SampleMedia.screenshot(2007, 2853))
          .file("screenshots/en-US/IPHONE_DUO/10.png", SampleMedia.screenshot(2853, 2007))
          .file("screenshots/en-US/IPHONE_DUO/tour.mp4", SampleMedia.preview(16))
          .file("app_previews/de-DE/IPHONE_67/tour.mp4", SampleMedia.preview(16));

  @TempDir Path directory;

  @Test
  void picturesGoToTheDisplayOfTheirFolderAsPlannedAndOnlyOnce() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", DUO.releaseJson("{\"dryRun\": true}"));
      var planned = stage.advanceUntil("PLANNED");
      assertThat(planned.path("plan").toString()).contains("iPhone Duo", "IPHONE_DUO");
      assertThat(Folders.checks(planned)).isEmpty();

      stage.advance(Duration.ofMinutes(1));
      stage.put(connection + "/1.1/release.json", "{}");
      stage.local.settle();
      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(Folders.checks(release)).isEmpty();
      assertThat(stage.writes()).isEqualTo(calls(planned.path("plan")));
      var version = Folders.version(stage, "1.1").id();
      assertThat(stage.apple.snapshot().screenshotSets(version, "en-US"))
          .filteredOn(set -> set.displayType().equals("APP_IPHONE_DUO"))
          .singleElement()
          .extracting(Snapshot.MediaSet::assets)
          .asInstanceOf(InstanceOfAssertFactories.list(Snapshot.MediaAsset.class))
          .extracting(Snapshot.MediaAsset::fileName)
          .containsExactly("1.png", "2.png", "3.png", "10.png");
      assertThat(stage.apple.snapshot().previewSets())
          .extracting(Snapshot.MediaSet::displayType)
          .containsExactlyInAnyOrder("IPHONE_DUO", "IPHONE_67");

      Map<String, Long> before = stage.writes();
      Folders.drop(stage, connection + "/1.2/", DUO.ipa(Folders.ipa("1.2", "3")));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(Folders.writesSince(before, stage).keySet())
          .noneMatch(call -> call.contains("appScreenshot") || call.contains("appPreview"));
    }
  }

  @Tag("answer")
  @Test
  void faultsOfTheFoldersAreNamedTogetherBeforeAnythingIsSent() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          FOLDER
              .file("screenshots/en-US/flat.png", SampleMedia.screenshot(1290, 2796))
              .file("screenshots/de-DE/APP_IPHONE_66/1.png", SampleMedia.screenshot(1290, 2796))
              .file("screenshots/de-DE/IPHONE_DUO/1.png", SampleMedia.screenshot(1290, 2796))
              .file("screenshots/de-DE/WATCH_ULTRA/1.mp4", SampleMedia.preview(16)));

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(Folders.checks(release))
          .containsExactlyInAnyOrder(
              "media-folders-mixed", "display-unknown", "display-unknown", "screenshot-pixels");
      assertThat(release.path("findings").toString())
          .contains(
              "screenshots/de-DE/APP_IPHONE_66/",
              "Did you mean \\\"APP_IPHONE_67\\\"?",
              "screenshots/de-DE/WATCH_ULTRA/",
              "1290×2796 for APP_IPHONE_DUO",
              "This is a size of APP_IPHONE_67.");
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void iMessageOnIPhoneDuoGoesToItsSet() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Folders.drop(stage, stage.connect() + "/1.1/", withIMessage());

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.snapshot().screenshotSets())
          .extracting(Snapshot.MediaSet::displayType)
          .contains("IMESSAGE_APP_IPHONE_DUO");
    }
  }

  @Tag("answer")
  @Test
  void displayThatAppleDoesNotKnowIsNamedWithItsFiles() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(Guess.IMESSAGE_DUO_REFUSED);
      Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", withIMessage());

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").toString())
          .contains(
              "urn:slipway:problem:media-refused",
              "IMESSAGE_APP_IPHONE_DUO",
              "screenshots/iMessage/en-US/1.png");

      stage.apple.guesses().reset();
      Folders.drop(stage, connection + "/1.1/", FOLDER);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
    }
  }

  /// Apple named April 2027, and neither the day nor whether of every app.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void picturesOfIPhoneDuoAreAskedForIn2027AsAppleDoes(boolean required) throws Exception {
    try (var stage = Stage.smallAt(directory, Instant.parse("2027-04-02T09:00:00Z"))) {
      if (required) {
        stage.apple.guesses().turn(Guess.DUO_SCREENSHOTS_REQUIRED);
      }
      Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", FOLDER);

      var release = stage.advanceUntil(required ? "NEEDS_ATTENTION" : "READY_FOR_DISTRIBUTION");

      assertThat(Folders.checks(release)).containsExactly("dated-screenshots-near");
      if (required) {
        assertThat(release.path("problem").toString())
            .contains("A screenshot for APP_IPHONE_DUO is missing", "1398×2034");
        Folders.drop(stage, connection + "/1.1/", DUO);
        assertThat(Folders.checks(stage.advanceUntil("READY_FOR_DISTRIBUTION"))).isEmpty();
      }
    }
  }

  private static SampleFolder withIMessage() {
    return FOLDER.file("screenshots/iMessage/en-US/1.png", SampleMedia.screenshot(1398, 2034));
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
