package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes the pictures of README.md from the running product. `make screenshots` runs it; its name
/// keeps it out of `make test` and `make verify`.
@Tag("browser")
class ReadmePictures {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 700;
  private static final int MAX_SIZE_BYTES = 300_000;

  @TempDir Path directory;

  @Test
  void wizardAndBoard() throws Exception {
    try (var stage = WebStage.open(directory)) {
      var timetable = app(stage, "com.example.timetable", "Timetable");
      app(stage, "com.example.tides", "Tide Tables");
      app(stage, "com.example.harbour", "Harbour Pilot");
      stage.signIn("");
      stage.fillIn(stage.apple.createKey(KeyRole.APP_MANAGER));
      stage.browser.script("document.activeElement.blur()");
      stage.browser.scrollTo(".key-form", 24);
      take(stage, "wizard", 1);

      stage.browser.click("Connect");
      stage.browser.read("This key can do everything a release needs");
      stage.browser.click("Upload a build");
      stage.browser.see(".upload");
      // The newest release is at the top. A plan is long, so it is dropped first.
      dropHarbourPilot(stage);
      stage.passTimeUntil("PLANNED");
      dropTideTables(stage);
      stage.passTimeUntil("NEEDS_ATTENTION");
      dropTimetable(stage);
      stage.passTimeUntil("WAITING_FOR_REVIEW");
      stage.apple.reviews().startReview(timetable.id());
      stage.passTimeUntil("IN_REVIEW");

      // Reload, so that the page shows no finished uploads above the releases.
      stage.browser.visit(stage.local.webUri() + "/board.html");
      stage.browser.see(".release[data-state='IN_REVIEW']");
      stage.browser.see(".release[data-state='NEEDS_ATTENTION'] .toggle").click();
      stage.browser.see(".release[data-state='NEEDS_ATTENTION'] .findings");
      stage.browser.scrollTo(".filter-bar", 12);
      take(stage, "board", 0.75);
    }
  }

  private static SimulatedApp app(WebStage stage, String bundleId, String name) {
    return stage.apple.createApp(NewApp.of(bundleId, name).liveVersion("2.3.0", "40"));
  }

  private void dropTimetable(WebStage stage) throws IOException {
    stage.drop(folder("Timetable 2.4.0", "com.example.timetable", "{}"));
  }

  private void dropTideTables(WebStage stage) throws IOException {
    Path folder = folder("Tide Tables 2.4.0", "com.example.tides", "{}");
    WebStage.text(folder, "metadata/en-US/support_url.txt", "htp:/example.com/support");
    stage.drop(folder);
  }

  private void dropHarbourPilot(WebStage stage) throws IOException {
    Path folder = folder("Harbour Pilot 2.4.0", "com.example.harbour", "{\"dryRun\": true}");
    WebStage.text(folder, "metadata/en-US/keywords.txt", "harbour,tides");
    stage.drop(folder);
  }

  private Path folder(String name, String bundleId, String manifest) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name));
    SampleIpa.write(
        folder.resolve("App.ipa"),
        SampleIpa.Spec.of(bundleId, "2.4.0", "41").withPayloadBytes(4 << 20));
    Files.writeString(folder.resolve("release.json"), manifest);
    // Without these there are warnings, which take space on the board.
    WebStage.text(folder, "metadata/en-US/release_notes.txt", "Tides and currents of all Europe.");
    WebStage.text(
        folder,
        "app_rating_config.json",
        "{\"socialMedia\": false, \"socialMediaAgeRestricted\": false}");
    return folder;
  }

  /// Writes the screen in both colour schemes.
  private static void take(WebStage stage, String name, double scale) throws IOException {
    Path pictures = Path.of(System.getProperty("pictures.directory", "target/screenshots"));
    Files.createDirectories(pictures);
    for (String scheme : new String[] {"light", "dark"}) {
      byte[] picture = stage.browser.screen(WIDTH, HEIGHT, scale, scheme);
      assertThat(picture).hasSizeLessThan(MAX_SIZE_BYTES);
      Files.write(pictures.resolve(name + "-" + scheme + ".png"), picture);
    }
  }
}
