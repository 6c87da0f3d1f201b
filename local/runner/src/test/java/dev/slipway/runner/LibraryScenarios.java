package dev.slipway.runner;

import static dev.slipway.runner.Scenarios.assertOut;
import static dev.slipway.runner.Scenarios.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.time.Duration;
import java.util.List;

/// [Scenarios] about the asset library.
final class LibraryScenarios {
  static final String LIBRARY =
      "{\"media\": \"LIBRARY\", \"previewFrameTimeCode\": \"00:00:03:00\"}";
  private static final String WITHOUT_A_WAY = "{\"previewFrameTimeCode\": \"00:00:03:00\"}";
  private static final String PHONES = "IPHONE_DYNAMIC_ISLAND_LARGE_PROFILE";
  private static final List<String> LOCALES = List.of("en-US", "de-DE");

  private LibraryScenarios() {}

  /// Answers get lost while the first folder's pictures go to the library. The second one has fewer
  /// pictures, so that one of the library is archived; the third one has it again, and does not say
  /// which way the pictures take.
  static void libraryFolder(Stage stage) throws Exception {
    stage.apple.createApp(
        NewApp.of(Stage.BUNDLE_ID, "Example").liveVersion("1.0", "1").withScreenshots());
    String connection = stage.connect();
    var folder = Folders.SMALL.previews(1).releaseJson(LIBRARY);
    if (stage.apple.guesses().turned(Guess.REQUIRED_SCREENSHOTS_IN_SETS)) {
      backToSets(stage, connection, folder);
      return;
    }
    for (String path :
        List.of(
            "/v1/appAssetLibraryImages",
            "/v1/appAssetLibraryVideos",
            "/v1/appAssetLibraryPlacements")) {
      stage.apple.faults().add(Fault.status(503).on("POST", path).afterEffect());
    }
    stage
        .apple
        .faults()
        .add(
            Fault.cutBeforeAnswer()
                .on("PATCH", "/v1/appAssetLibraryImages/{id}")
                .nth(2)
                .afterEffect());
    Folders.drop(stage, connection + "/1.1/", folder);
    assertOut(stage, "1.1", "2");
    assertPlaced(stage, "1.1", 2);

    Folders.drop(stage, connection + "/1.2/", folder.ipa(Folders.ipa("1.2", "3")).screenshots(1));
    assertOut(stage, "1.2", "3");
    assertPlaced(stage, "1.2", 1);
    var before = stage.writes();

    Folders.drop(
        stage,
        connection + "/1.3/",
        folder.ipa(Folders.ipa("1.3", "4")).releaseJson(WITHOUT_A_WAY));
    assertOut(stage, "1.3", "4");
    assertPlaced(stage, "1.3", 2);
    assertThat(Folders.writesSince(before, stage))
        .as("nothing is uploaded twice")
        .doesNotContainKeys("POST /v1/appAssetLibraryImages", "POST /v1/appScreenshots");
  }

  /// Apple does not count pictures of the library as screenshots.
  private static void backToSets(Stage stage, String connection, SampleFolder folder)
      throws Exception {
    Folders.drop(stage, connection + "/1.1/", folder);
    assertThat(until(stage, "2", "NEEDS_ATTENTION").path("problem").toString())
        .contains("asset library", "\\\"media\\\": \\\"SETS\\\"");

    // A person reads that before dropping again: each way has an hour of its own.
    stage.advance(Duration.ofMinutes(65));
    Folders.drop(
        stage,
        connection + "/1.1-sets/",
        folder.ipa(Folders.ipa("1.1", "3")).releaseJson("{\"media\": \"SETS\"}"));
    assertOut(stage, "1.1", "3");
  }

  private static void assertPlaced(Stage stage, String version, int ofEachDisplay) {
    var snapshot = stage.apple.snapshot();
    String id = Folders.version(stage, version).id();
    for (String locale : LOCALES) {
      for (String group : List.of(PHONES, "IPAD_13_PROFILE")) {
        assertThat(snapshot.placements(id, locale, "APP_SCREENSHOT", group))
            .as(version + " " + locale + " " + group)
            .extracting(placement -> fileName(snapshot, placement))
            .hasSize(ofEachDisplay)
            .isSorted();
      }
    }
    assertThat(snapshot.libraryAssets())
        .filteredOn(asset -> asset.referenceName() != null)
        .extracting(Snapshot.LibraryAsset::referenceName)
        .as("files of the library")
        .doesNotHaveDuplicates();
  }

  private static String fileName(Snapshot snapshot, Snapshot.Placement placement) {
    return snapshot.libraryAssets().stream()
        .filter(asset -> asset.id().equals(placement.assetId()))
        .findFirst()
        .orElseThrow()
        .fileName();
  }
}
