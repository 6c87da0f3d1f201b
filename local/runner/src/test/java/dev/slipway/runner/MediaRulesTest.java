package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.dd.plist.BinaryPropertyListParser;
import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSDictionary;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleMedia;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Apple does with media that are in the right place, and yet not as it wants them.
@Tag("answer")
class MediaRulesTest {
  private static final SampleFolder FOLDER = Folders.SMALL.screenshots(1);
  private static final String OLD_PHONE = "screenshots/en-US/iPhone 8 Plus-01.png";
  private static final String PREVIEW = "app_previews/en-US/IPHONE_67-1.mp4";

  @TempDir Path directory;

  @Test
  void aPreviewOfExactlyFifteenSecondsIsWarnedOfAndNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(stage, prefix, FOLDER.file(PREVIEW, SampleMedia.preview(15)));

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("findings").toString())
          .contains("preview-barely-long-enough", PREVIEW);
      assertThat(release.path("problem").path("type").asText())
          .isEqualTo("urn:slipway:problem:media-refused");
      assertThat(release.path("problem").toString())
          .contains(
              PREVIEW, "MOV_RESAVE_LONGER", "at least 15.5 seconds and tracks of equal length");

      Folders.drop(stage, prefix, FOLDER.file(PREVIEW, SampleMedia.preview(16)));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
    }
  }

  @Test
  void alphaIsTakenWhereApplesTableTakesIt() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          FOLDER.file(OLD_PHONE, SampleMedia.transparent(1242, 2208)));

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings").toString()).doesNotContain("alpha");
    }
  }

  @Test
  void alphaThatAppleRefusesAllTheSameIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(Guess.ALPHA_REFUSED_EVERYWHERE);
      Folders.app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          FOLDER.file(OLD_PHONE, SampleMedia.transparent(1242, 2208)));

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").toString())
          .contains("urn:slipway:problem:media-refused", OLD_PHONE, "IMAGE_ALPHA_NOT_ALLOWED");
    }
  }

  @Test
  void filesOfAnotherPlatformStayAndAnOpaqueAlphaChannelGoes() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          FOLDER
              .file("screenshots/en-US/tv.png", SampleMedia.screenshot(3840, 2160))
              .file("screenshots/en-US/opaque.png", SampleMedia.opaqueAlpha(1290, 2796)));

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings"))
          .extracting(finding -> finding.path("check").asText())
          .containsExactlyInAnyOrder("media-of-other-platform", "screenshot-alpha-opaque");
      assertThat(stage.apple.snapshot().screenshotSets())
          .extracting(Snapshot.MediaSet::displayType)
          .contains("APP_IPHONE_67")
          .doesNotContain("APP_APPLE_TV");
    }
  }

  @Test
  void languageOfScreenshotsAloneNeedsItsTextsBeforeAnythingIsSent() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          FOLDER.file("screenshots/fr-FR/1.png", SampleMedia.screenshot(1290, 2796)));

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").toString())
          .contains(
              "metadata/fr-FR/description.txt",
              "metadata/fr-FR/release_notes.txt",
              "metadata/fr-FR/privacy_url.txt",
              "which make it a new language");
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Test
  void opaqueAlphaChannelThatAppleRefusesIsNamed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(Guess.OPAQUE_ALPHA_REFUSED);
      Folders.app(stage);
      String path = "screenshots/en-US/opaque.png";
      Folders.drop(
          stage, stage.connect() + "/1.1/", FOLDER.file(path, SampleMedia.opaqueAlpha(1290, 2796)));

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("findings").toString()).contains("screenshot-alpha-opaque", path);
      assertThat(release.path("problem").toString())
          .contains("urn:slipway:problem:media-refused", path, "IMAGE_ALPHA_NOT_ALLOWED");
    }
  }

  @Test
  void aScreenshotThatAppleTurnsIsWarnedOfAndNamedBeforeTheReview() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      byte[] upright = SampleMedia.screenshot(1242, 2208);
      Folders.drop(stage, prefix, FOLDER.file(OLD_PHONE, SampleMedia.turned(upright)));

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("findings").toString()).contains("screenshot-turned", OLD_PHONE);
      assertThat(release.path("problem").path("detail").asText())
          .contains(OLD_PHONE, "2208×1242 instead of 1242×2208");
      assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();

      Folders.drop(stage, prefix, FOLDER.file(OLD_PHONE, upright));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
    }
  }

  @Test
  void nothingIsSentAgainWhileAppleShowsNoChecksum() throws Exception {
    try (var stage =
        Stage.small(directory, options -> options.mediaChecksumDelay(Duration.ofHours(12)))) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(stage, prefix, FOLDER.releaseJson("{\"submit\": false}"));
      stage.advanceUntil("PREPARED");
      long screenshots = stage.writes().get("POST /v1/appScreenshots");

      stage.advance(Duration.ofSeconds(1));
      Folders.drop(stage, prefix, FOLDER);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.writes())
          .containsEntry("POST /v1/appScreenshots", screenshots)
          .doesNotContainKey("DELETE /v1/appScreenshots/{id}");
      assertThat(stage.apple.snapshot().screenshotSets())
          .flatExtracting(Snapshot.MediaSet::assets)
          .extracting(Snapshot.MediaAsset::checksum)
          .containsOnlyNulls();
    }
  }

  @Test
  void displayTypesThatAppleRefusesForHoursAreTriedForADay() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage.apple.faults().add(displayTypeNotAllowed());
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER);

      stage.advance(Duration.ofHours(10));

      var release = stage.newest();
      assertThat(release.path("state").asText()).isNotEqualTo("NEEDS_ATTENTION");
      assertThat(release.path("problem").toString())
          .contains("Apple does not allow a set of APP_I", "Display Type Not Allowed!");
      stage.apple.faults().clear();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
    }
  }

  @Test
  void displayTypesThatAppleRefusesForGoodEndTheRelease() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      stage.apple.faults().add(displayTypeNotAllowed());
      Folders.drop(stage, stage.connect() + "/1.1/", FOLDER);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").toString())
          .contains("urn:slipway:problem:gave-up", "does not allow a set of APP_I");
    }
  }

  private static Fault displayTypeNotAllowed() {
    return Fault.status(
            409,
            "ENTITY_ERROR.ATTRIBUTE.INVALID",
            "An attribute value is invalid.",
            "Display Type Not Allowed!")
        .on("POST", "/v1/appScreenshotSets")
        .always();
  }

  @Test
  void anAppForTheWatchAloneNeedsWatchScreenshotsAndNothingOfAPhone() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          Folders.SMALL
              .screenshots(0)
              .file("Sample.ipa", watchOnly())
              .file("screenshots/en-US/watch.png", SampleMedia.screenshot(416, 496)));

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings")).isEmpty();
    }
  }

  private static byte[] watchOnly() throws Exception {
    var entries = Ipas.soundEntries();
    var info = (NSDictionary) BinaryPropertyListParser.parse(entries.get(Ipas.INFO_PLIST));
    info.put("ITSWatchOnlyContainer", true);
    info.remove("UILaunchScreen");
    entries.put(Ipas.INFO_PLIST, BinaryPropertyListWriter.writeToArray(info));
    info.put("CFBundleIdentifier", Stage.BUNDLE_ID + ".watchkitapp");
    info.remove("ITSWatchOnlyContainer");
    entries.put(
        "Payload/Sample.app/Watch/Wrist.app/Info.plist",
        BinaryPropertyListWriter.writeToArray(info));
    return Ipas.zip(entries);
  }
}
