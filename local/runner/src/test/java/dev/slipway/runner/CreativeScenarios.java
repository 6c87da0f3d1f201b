package dev.slipway.runner;

import static dev.slipway.runner.Scenarios.assertOut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleMedia;
import dev.slipway.simulator.Snapshot;
import java.util.List;

/// Product page headers and search-results pictures on their way to the App Store.
final class CreativeScenarios {
  static final String HEADER = "PRODUCT_PAGE_HEADER";
  static final String SEARCH = "APP_STORE_SEARCH_RESULTS";

  /// English has a picture and German a video as header; both languages share a picture for search
  /// results.
  static final SampleFolder FOLDER =
      Folders.SMALL
          .screenshots(1)
          .file("screenshots/en-US/PRODUCT_PAGE_HEADER/header.png", picture(3840, 1646))
          .file("screenshots/de-DE/PRODUCT_PAGE_HEADER/header.mp4", video(1))
          .file("screenshots/default/APP_STORE_SEARCH_RESULTS/search.png", picture(1920, 1280));

  private CreativeScenarios() {}

  /// The same pictures again are not uploaded again; others replace them, a picture also a video; a
  /// slot that a drop does not mention stays.
  static void folder(Stage stage) throws Exception {
    Folders.app(stage);
    String connection = stage.connect();
    Folders.drop(stage, connection + "/1.1/", FOLDER);
    assertOut(stage, "1.1", "2");
    assertShown(stage, "1.1", "en-US", HEADER, "header.png");
    assertShown(stage, "1.1", "de-DE", HEADER, "header.mp4");
    assertShown(stage, "1.1", "en-US", SEARCH, "search.png");
    assertShown(stage, "1.1", "de-DE", SEARCH, "search.png");
    assertThat(uploads(stage)).isEqualTo(3);

    Folders.drop(stage, connection + "/1.2/", FOLDER.ipa(Folders.ipa("1.2", "3")));
    assertOut(stage, "1.2", "3");
    assertShown(stage, "1.2", "en-US", HEADER, "header.png");
    assertShown(stage, "1.2", "de-DE", SEARCH, "search.png");
    assertThat(uploads(stage)).as("nothing new").isEqualTo(3);

    Folders.drop(
        stage,
        connection + "/1.3/",
        Folders.SMALL
            .screenshots(1)
            .ipa(Folders.ipa("1.3", "4"))
            .file("screenshots/en-US/PRODUCT_PAGE_HEADER/wide.png", picture(5244, 2950))
            .file("screenshots/de-DE/PRODUCT_PAGE_HEADER/header.png", picture(3840, 1646)));
    assertOut(stage, "1.3", "4");
    assertShown(stage, "1.3", "en-US", HEADER, "wide.png");
    assertShown(stage, "1.3", "de-DE", HEADER, "header.png");
    assertThat(uploads(stage)).as("the German header is the English one of before").isEqualTo(4);
  }

  static byte[] picture(int width, int height) {
    return SampleMedia.screenshot(width, height);
  }

  static byte[] video(int seed) {
    return SampleMedia.video(seed, 3840, 1646);
  }

  /// The files that went to the library as creative assets.
  static long uploads(Stage stage) {
    return stage.writes().getOrDefault("POST /v1/appAssetLibraryImages", 0L)
        + stage.writes().getOrDefault("POST /v1/appAssetLibraryVideos", 0L);
  }

  static void assertShown(
      Stage stage, String version, String locale, String slot, String... files) {
    var snapshot = stage.apple.snapshot();
    List<String> names =
        snapshot
            .placements(
                Folders.version(stage, version).id(), locale, slot + "_ASSET", "DEFAULT_PROFILE")
            .stream()
            .map(placement -> asset(snapshot, placement).fileName())
            .toList();
    assertThat(names).as(version + " " + locale + " " + slot).containsExactly(files);
  }

  private static Snapshot.LibraryAsset asset(Snapshot snapshot, Snapshot.Placement placement) {
    return snapshot.libraryAssets().stream()
        .filter(asset -> asset.id().equals(placement.assetId()))
        .findFirst()
        .orElseThrow();
  }
}
