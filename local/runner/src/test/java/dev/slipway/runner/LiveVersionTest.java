package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Releases that change the version on the App Store: a folder with `"live": true` and promotional
/// texts.
class LiveVersionTest {
  private static final String PATCH = "PATCH /v1/appStoreVersionLocalizations/{id}";
  private static final String LIVE =
      "{\"live\": true, \"bundleId\": \"" + Stage.BUNDLE_ID + "\"%s}";

  @TempDir Path directory;

  private static Map<String, byte[]> folder(String fields, Map<String, String> texts) {
    var files = new LinkedHashMap<String, byte[]>();
    texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    files.put("release.json", LIVE.formatted(fields).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static Map<String, String> promoting(String english, String german) {
    var texts = new LinkedHashMap<String, String>();
    texts.put("metadata/en-US/promotional_text.txt", english);
    texts.put("metadata/de-DE/promotional_text.txt", german);
    return texts;
  }

  private static String promotionalText(Stage stage, String version, String locale) {
    return Folders.text(stage, version, locale, "promotionalText");
  }

  private static JsonNode released(Stage stage) throws Exception {
    return stage.advanceUntil(stage.newest().path("id").asText(), "READY_FOR_DISTRIBUTION");
  }

  /// The plan says what the run does, the run does it, and the same drop again does nothing.
  @Test
  void changesThePromotionalTextOfTheLiveVersion() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(stage, connection + "/sale/", folder("", promoting("Half price.", "Halb.")));
      JsonNode first = released(stage);
      assertThat(first.path("version").asText()).isEqualTo("1.0");
      assertThat(first.path("buildNumber").isMissingNode()).isTrue();
      assertThat(first.path("upload").isMissingNode()).isTrue();
      assertThat(Folders.checks(first)).isEmpty();
      assertThat(first.path("timeline").toString())
          .contains("Changing version 1.0, which is on the App Store.")
          .doesNotContain("review");
      assertThat(promotionalText(stage, "1.0", "en-US")).isEqualTo("Half price.");
      assertThat(promotionalText(stage, "1.0", "de-DE")).isEqualTo("Halb.");
      assertThat(stage.writes()).isEqualTo(Map.of(PATCH, 2L));

      stage.advance(Duration.ofMinutes(1));
      var before = stage.writes();
      Folders.drop(
          stage,
          connection + "/plan/",
          folder(", \"dryRun\": true", promoting("Full price.", "Halb.")));
      JsonNode plan = stage.advanceUntil(stage.newest().path("id").asText(), "PLANNED");
      assertThat(plan.path("plan").path("actions"))
          .singleElement()
          .satisfies(
              action -> {
                assertThat(action.path("where").asText()).isEqualTo("en-US");
                assertThat(action.path("before").asText()).isEqualTo("Half price.");
                assertThat(action.path("after").asText()).isEqualTo("Full price.");
              });
      assertThat(Folders.writesSince(before, stage)).isEmpty();

      stage.advance(Duration.ofMinutes(1));
      long calls = stage.calls();
      Folders.drop(stage, connection + "/full/", folder("", promoting("Full price.", "Halb.")));
      released(stage);
      assertThat(Folders.writesSince(before, stage)).isEqualTo(Map.of(PATCH, 1L));
      assertThat(stage.calls() - calls)
          .as("as the plan said: %s", plan.path("plan"))
          .isEqualTo(
              plan.path("plan").path("readCalls").asLong()
                  + plan.path("plan").path("writeCalls").asLong());

      stage.advance(Duration.ofMinutes(1));
      before = stage.writes();
      Folders.drop(stage, connection + "/again/", folder("", promoting("Full price.", "Halb.")));
      released(stage);
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  /// A release in review neither holds up the change of the live version nor is replaced by it, and
  /// a newer one does not wait for it either.
  @Test
  void doesNotMeetTheReleaseInReview() throws Exception {
    try (var stage = Stage.open(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(stage, connection + "/1.1/", Folders.SMALL);
      JsonNode inReview = stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.advance(Duration.ofMinutes(1));
      var before = stage.writes();

      Folders.drop(stage, connection + "/sale/", folder("", promoting("Half price.", "Halb.")));
      JsonNode live = released(stage);

      assertThat(Folders.writesSince(before, stage)).isEqualTo(Map.of(PATCH, 2L));
      assertThat(promotionalText(stage, "1.0", "en-US")).isEqualTo("Half price.");
      assertThat(promotionalText(stage, "1.1", "en-US")).isNotEqualTo("Half price.");
      assertThat(live.path("findings"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.path("check").asText())
                    .isEqualTo("live-text-ends-with-next-version");
                assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
                assertThat(finding.path("found").asText())
                    .isEqualTo("version 1.1 is WAITING_FOR_REVIEW");
              });
      String version = inReview.path("id").asText();
      assertThat(stage.release(version).path("state").asText()).isEqualTo("WAITING_FOR_REVIEW");
      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
    }
  }

  /// Everything that a live version does not take is named at once, and nothing is written.
  @Tag("answer")
  @Test
  void namesEverythingThatALiveVersionDoesNotTake() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      var files = Folders.files(SampleFolder.of(Folders.ipa("1.1", "2")).locales(1).displays(1));
      files.put("release.json", LIVE.formatted("").getBytes(StandardCharsets.UTF_8));
      Folders.drop(stage, stage.connect() + "/all/", files);

      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("findings"))
          .filteredOn(finding -> finding.path("check").asText().equals("live-file-not-taken"))
          .extracting(finding -> finding.path("file").asText())
          .contains(
              "Sample.ipa",
              "screenshots/",
              "metadata/en-US/description.txt",
              "metadata/en-US/release_notes.txt",
              "metadata/copyright.txt",
              "metadata/review_information/notes.txt");
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void namesLocalesThatTheLiveVersionLacks() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.of(Stage.BUNDLE_ID, "Example").liveVersion("1.0", "1"));
      Folders.drop(
          stage, stage.connect() + "/sale/", folder("", promoting("Half price.", "Halb.")));

      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("field").asText())
          .isEqualTo("metadata/de-DE/promotional_text.txt");
      assertThat(release.path("problem").path("detail").asText())
          .contains("lacks this locale", "Version 1.0 has en-US.", "Found: de-DE");
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void namesTheAppThatIsNotOnTheStore() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(
          stage,
          connection + "/mac/",
          folder(", \"platform\": \"MAC_OS\"", promoting("Half price.", "Halb.")));

      JsonNode release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText()).endsWith("live-version-missing");
      assertThat(release.path("problem").path("detail").asText())
          .contains("set platform", "versions for IOS alone");
      assertThat(stage.writes()).isEmpty();
    }
  }

  /// A sync sends files in any order, so the text may arrive after release.json.
  @Tag("answer")
  @Test
  void waitsForTheTextThatASyncSendsLast() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/sale/";
      var files = folder("", promoting("Half price.", "Halb."));
      stage.put(prefix + "release.json", LIVE.formatted(""));
      stage.local.settle();
      assertThat(stage.newest().path("waitingFor").asText()).contains("promotional text");

      files.remove("release.json");
      Folders.drop(stage, prefix, files);
      released(stage);

      assertThat(promotionalText(stage, "1.0", "de-DE")).isEqualTo("Halb.");
    }
  }

  /// The version leaves the App Store after the look and before the write: Apple takes nothing for
  /// it any more, and the one that replaced it gets the text.
  @Tag("answer")
  @Test
  void followsTheVersionThatReplacedIt() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      Folders.drop(
          stage, connection + "/1.1/", Folders.SMALL.releaseJson("{\"releaseType\": \"MANUAL\"}"));
      String next = stage.advanceUntil("PENDING_DEVELOPER_RELEASE").path("id").asText();
      stage.advance(Duration.ofMinutes(1));
      stage
          .apple
          .faults()
          .add(Fault.status(503).on("PATCH", "/v1/appStoreVersionLocalizations/{id}").always());
      Folders.drop(stage, connection + "/sale/", folder("", promoting("Half price.", "Halb.")));
      String live = stage.newest().path("id").asText();
      assertThat(stage.release(live).path("version").asText()).isEqualTo("1.0");
      stage.call(LocalUser.ALICE, "POST", "/releases/" + next + "/release", null);
      stage.local.settle();
      stage.advanceUntil(next, "READY_FOR_DISTRIBUTION");

      stage.apple.faults().clear();
      JsonNode release = stage.advanceUntil(live, "READY_FOR_DISTRIBUTION");

      assertThat(release.path("version").asText()).isEqualTo("1.1");
      assertThat(promotionalText(stage, "1.1", "en-US")).isEqualTo("Half price.");
      assertThat(promotionalText(stage, "1.0", "en-US")).isNotEqualTo("Half price.");
    }
  }

  /// Of two drops for the live version the newer one counts.
  @Tag("answer")
  @Test
  void isReplacedByANewerOneThatBegan() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      stage
          .apple
          .faults()
          .add(Fault.status(503).on("PATCH", "/v1/appStoreVersionLocalizations/{id}").always());
      Folders.drop(stage, connection + "/sale/", folder("", promoting("Half price.", "Halb.")));
      String older = stage.newest().path("id").asText();
      stage.apple.faults().clear();
      stage.advance(Duration.ofSeconds(10));
      Folders.drop(stage, connection + "/full/", folder("", promoting("Full price.", "Voll.")));
      String newer = stage.newest().path("id").asText();

      stage.advanceUntil(newer, "READY_FOR_DISTRIBUTION");

      assertThat(stage.release(older).path("state").asText()).isEqualTo("SUPERSEDED");
      assertThat(stage.release(older).path("successor").asText()).isEqualTo(newer);
      assertThat(promotionalText(stage, "1.0", "en-US")).isEqualTo("Full price.");
      stage.advance(Duration.ofHours(1));
      assertThat(promotionalText(stage, "1.0", "en-US")).isEqualTo("Full price.");
    }
  }
}
