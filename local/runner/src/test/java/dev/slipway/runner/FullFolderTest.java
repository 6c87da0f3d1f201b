package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder as made for fastlane, from the drop to the App Store.
class FullFolderTest {
  private static final SampleFolder FULL = SampleFolder.of(Folders.ipa("1.1", "2"));
  private static final List<String> LOCALES =
      List.of(
          "en-US", "de-DE", "ja", "ar-SA", "zh-Hans", "fr-FR", "es-ES", "pt-BR", "it", "ko",
          "nl-NL", "sv");

  @TempDir Path directory;

  @Tag("proof")
  @Test
  void aFullFolderGoesThrough() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example")
              .locales(LOCALES.toArray(String[]::new))
              .liveVersion("1.0", "1"));
      Folders.drop(stage, stage.connect() + "/1.1/", FULL);

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings")).as("the sample has no fault").isEmpty();
      assertThat(release.path("content").path("mediaFinished").asInt()).isEqualTo(110);
      var version = Folders.version(stage, "1.1");
      assertThat(version.localizations()).hasSize(12);
      assertThat(version.copyright()).isEqualTo("2026 Slipway Sample");
      assertThat(version.phasedReleaseState()).isEqualTo("ACTIVE");
      assertThat(version.reviewDetail())
          .containsEntry("contactFirstName", "Ada")
          .containsEntry("demoAccountName", "reviewer")
          .containsEntry("demoAccountRequired", "true")
          .containsEntry("demoAccountPassword", FULL.demoPassword());
      assertThat(Folders.text(stage, "1.1", "ja", "keywords")).isEqualTo("リスト,メモ,タスク,集中");
      assertThat(Folders.text(stage, "1.1", "ar-SA", "whatsNew")).endsWith("(1.1)");
      assertMedia(stage, version.id());
      assertThat(liveAppInfo(stage).categories())
          .containsEntry("primaryCategory", "PRODUCTIVITY")
          .containsEntry("secondaryCategory", "UTILITIES");
      assertThat(liveAppInfo(stage).ageRating())
          .containsEntry("profanityOrCrudeHumor", "INFREQUENT_OR_MILD");
      assertThat(stage.local.failures()).isEmpty();
      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
    }
  }

  private static void assertMedia(Stage stage, String versionId) {
    for (String locale : LOCALES) {
      assertThat(stage.apple.snapshot().screenshotSets(versionId, locale))
          .as(locale)
          .hasSize(3)
          .allSatisfy(
              set ->
                  assertThat(set.assets())
                      .hasSize(3)
                      .allSatisfy(asset -> assertThat(asset.state()).isEqualTo("COMPLETE"))
                      .extracting(Snapshot.MediaAsset::fileName)
                      .isSorted());
    }
    assertThat(stage.apple.snapshot().previewSets())
        .filteredOn(set -> set.appStoreVersionId().equals(versionId))
        .singleElement()
        .satisfies(
            set -> {
              assertThat(set.locale()).isEqualTo("en-US");
              assertThat(set.displayType()).isEqualTo("IPHONE_67");
              assertThat(set.assets())
                  .extracting(Snapshot.MediaAsset::fileName)
                  .containsExactly("IPHONE_67-1.mp4", "IPHONE_67-2.mp4");
            });
  }

  @Tag("answer")
  @Test
  void theSameFolderAgainChangesNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      var folder = Folders.SMALL.previews(1).releaseJson("{\"submit\": false}");
      Folders.drop(stage, prefix, folder);
      stage.advanceUntil("PREPARED");
      Map<String, Long> before = stage.writes();
      int parts = stage.apple.partPuts().size();

      Folders.drop(stage, prefix, folder);
      stage.advanceUntil("PREPARED");

      assertThat(stage.releases()).hasSize(2);
      assertThat(Folders.writesSince(before, stage)).isEmpty();
      assertThat(stage.apple.partPuts()).hasSize(parts);
    }
  }

  @Test
  void theNextVersionWithTheSameFolderSendsNoTextAndNoMediaAgain() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      var folder =
          Folders.SMALL
              .previews(1)
              .file("metadata/en-US/release_notes.txt", "Better.")
              .file("metadata/de-DE/release_notes.txt", "Besser.");
      Folders.drop(stage, connection + "/1.1/", folder);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      Map<String, Long> before = stage.writes();

      Folders.drop(stage, connection + "/1.2/", folder.ipa(Folders.ipa("1.2", "3")));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(Folders.writesSince(before, stage))
          .as("what's new alone is not taken over by Apple")
          .containsOnly(
              Map.entry("POST /v1/buildUploads", 1L),
              Map.entry("POST /v1/buildUploadFiles", 1L),
              Map.entry("PATCH /v1/buildUploadFiles/{id}", 1L),
              Map.entry("POST /v1/appStoreVersions", 1L),
              Map.entry("PATCH /v1/appStoreVersionLocalizations/{id}", 2L),
              Map.entry("POST /v1/appStoreVersionPhasedReleases", 1L),
              Map.entry("POST /v1/reviewSubmissions", 1L),
              Map.entry("POST /v1/reviewSubmissionItems", 1L),
              Map.entry("PATCH /v1/reviewSubmissions/{id}", 1L));
    }
  }

  @Tag("answer")
  @Test
  void anAttachmentForAppReviewIsSentOnce() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      var folder =
          Folders.SMALL
              .displays(1)
              .releaseJson("{\"submit\": false}")
              .file("metadata/review_information/attachment.pdf", "%PDF-1.7 how to sign in");
      Folders.drop(stage, prefix, folder);
      stage.advanceUntil("PREPARED");
      Map<String, Long> before = stage.writes();
      assertThat(stage.apple.snapshot().reviewAttachments())
          .singleElement()
          .satisfies(
              attachment -> {
                assertThat(attachment.asset().fileName()).isEqualTo("attachment.pdf");
                assertThat(attachment.asset().state()).isEqualTo("COMPLETE");
              });

      Folders.drop(stage, prefix, folder);
      stage.advanceUntil("PREPARED");

      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void aTextInOneLanguageIsOneCall() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      var folder = Folders.SMALL.releaseJson("{\"submit\": false}");
      Folders.drop(stage, prefix, folder);
      stage.advanceUntil("PREPARED");
      Map<String, Long> before = stage.writes();

      Folders.drop(
          stage, prefix, folder.file("metadata/de-DE/description.txt", "Eine neue Beschreibung."));
      stage.advanceUntil("PREPARED");

      assertThat(Folders.writesSince(before, stage))
          .containsOnly(Map.entry("PATCH /v1/appStoreVersionLocalizations/{id}", 1L));
      assertThat(Folders.text(stage, "1.1", "de-DE", "description"))
          .isEqualTo("Eine neue Beschreibung.");
    }
  }

  @Tag("answer")
  @Test
  void anotherOrderIsOneCallForEachSet() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      var folder = Folders.SMALL.locales(1).displays(2).releaseJson("{\"submit\": false}");
      Folders.drop(stage, prefix, folder);
      stage.advanceUntil("PREPARED");
      String set = "screenshots/en-US/iPhone 15 Pro Max-";
      byte[] first = stage.get(prefix + set + "01.png");
      byte[] second = stage.get(prefix + set + "02.png");
      Map<String, Long> before = stage.writes();

      Folders.drop(stage, prefix, folder.file(set + "01.png", second).file(set + "02.png", first));
      stage.advanceUntil("PREPARED");

      assertThat(Folders.writesSince(before, stage))
          .containsOnly(
              Map.entry("PATCH /v1/appScreenshotSets/{id}/relationships/appScreenshots", 1L));
    }
  }

  @Tag("answer")
  @Test
  void localesWithoutATextOfTheirOwnGetTheDefault() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          Folders.SMALL
              .without(SampleFolder.Part.TEXTS)
              .file("metadata/default/release_notes.txt", "For everybody.")
              .file("metadata/default/support_url.txt", "https://www.slipway.dev/help")
              .file("metadata/de-DE/release_notes.txt", "Für alle.")
              .file("metadata/en-US/description.txt", "The description of the English."));

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(Folders.text(stage, "1.1", "en-US", "whatsNew")).isEqualTo("For everybody.");
      assertThat(Folders.text(stage, "1.1", "de-DE", "whatsNew")).isEqualTo("Für alle.");
      assertThat(Folders.text(stage, "1.1", "en-US", "supportUrl"))
          .isEqualTo("https://www.slipway.dev/help");
      assertThat(Folders.text(stage, "1.1", "de-DE", "supportUrl"))
          .isEqualTo("https://www.slipway.dev/help");
      assertThat(Folders.text(stage, "1.1", "de-DE", "description"))
          .as("left as Apple has it")
          .isEqualTo("Example does one thing, and does it well.");
    }
  }

  private static Snapshot.AppInfo liveAppInfo(Stage stage) {
    return stage.apple.snapshot().appInfos().stream()
        .filter(info -> info.state().equals("READY_FOR_DISTRIBUTION"))
        .findFirst()
        .orElseThrow();
  }
}
