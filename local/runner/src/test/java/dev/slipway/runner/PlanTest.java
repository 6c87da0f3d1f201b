package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.sample.SampleFirstRelease;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.PartPut;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plan says what a release would do, and the release right after it does exactly that.
class PlanTest {
  private static final String DRY_RUN = "{\"phasedRelease\": true, \"dryRun\": true}";
  private static final String REAL = "{\"phasedRelease\": true}";

  @TempDir Path directory;

  @Test
  void theReleaseOfANewVersionIsAsPlanned() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      assertPlanned(stage, Folders.SMALL.previews(1), DRY_RUN, REAL);
    }
  }

  @Test
  void theReleaseOverAnAppWithAllOfItsOwnIsAsPlanned() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example").locales("en-US", "ja").liveVersion("1.0", "1"));
      assertPlanned(
          stage,
          Folders.SMALL,
          "{\"removeMissingLocales\": true, \"dryRun\": true}",
          "{\"removeMissingLocales\": true}");
    }
  }

  @Test
  void theFirstReleaseOfAnAppIsAsPlanned() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example").locales("en-US", "de-DE").incomplete());
      String terms = "\"contentRights\": \"DOES_NOT_USE_THIRD_PARTY_CONTENT\"";
      assertPlanned(stage, Folders.SMALL, "{" + terms + ", \"dryRun\": true}", "{" + terms + "}");
    }
  }

  @Test
  void theReleaseOfARecordThatWasJustMadeOnTheWebIsAsPlanned() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      var folder = SampleFirstRelease.of(Folders.ipa("1.1", "2"));
      String real = new String(Folders.files(folder).get("release.json"), StandardCharsets.UTF_8);
      assertPlanned(stage, folder, real.replaceFirst("\\{", "{\"dryRun\": true,"), real);
    }
  }

  @Test
  void theReleaseThroughTestFlightIsAsPlanned() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(
          NewApp.of(Stage.BUNDLE_ID, "Example")
              .locales("en-US", "de-DE")
              .liveVersion("1.0", "1")
              .betaGroup("Friends", false));
      String terms =
          "\"testFlight\": {\"whatToTest\": {\"en-US\": \"Lists.\"}, \"groups\": [\"Friends\"]}";
      assertPlanned(stage, Folders.SMALL, "{" + terms + ", \"dryRun\": true}", "{" + terms + "}");
    }
  }

  @Tag("answer")
  @Test
  void theReleaseByTheAssetLibraryIsAsPlanned() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      assertPlanned(
          stage,
          Folders.SMALL.previews(1),
          "{\"media\": \"LIBRARY\", \"dryRun\": true}",
          "{\"media\": \"LIBRARY\"}");
    }
  }

  @Tag("answer")
  @Test
  void aBuildThatIsAtAppleAlreadyIsNotUploadedByItsPlan() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String key = stage.connect() + "/App.ipa";
      stage.put(key, Ipas.sound("1.1", "2"));
      stage.local.settle();
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");
      Map<String, Long> before = stage.writes();

      var answer =
          stage.call(LocalUser.ALICE, "POST", "/releases/plan", "{\"key\": \"" + key + "\"}");
      assertThat(answer.status()).isEqualTo(202);
      stage.local.settle();
      var planned = stage.advanceUntil(answer.body().path("id").asText(), "PLANNED");

      assertThat(calls(planned.path("plan")))
          .containsEntry("POST /v1/appStoreVersions", 1L)
          .doesNotContainKey("POST /v1/buildUploads");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  @Test
  void aPlanOnRequestSaysTheSameAsADryRun() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(stage, prefix, Folders.SMALL.releaseJson(DRY_RUN));
      var dryRun = stage.advanceUntil("PLANNED");

      var answer =
          stage.call(
              LocalUser.ALICE,
              "POST",
              "/releases/plan",
              "{\"key\": \"" + prefix + "release.json\"}");

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.response().headers().firstValue("Location"))
          .contains("/releases/" + answer.body().path("id").asText());
      stage.local.settle();
      var plan = stage.advanceUntil(answer.body().path("id").asText(), "PLANNED");
      assertThat(plan.path("plan").path("actions")).isEqualTo(dryRun.path("plan").path("actions"));
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Test
  void theDemoAccountsPasswordIsInNoPlan() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(stage, prefix, Folders.SMALL.releaseJson(DRY_RUN));

      var planned = stage.advanceUntil("PLANNED");

      assertThat(planned.toString())
          .contains("reviewer")
          .doesNotContain(Folders.SMALL.demoPassword());
    }
  }

  private static void assertPlanned(Stage stage, SampleFolder folder, String dryRun, String real)
      throws Exception {
    String prefix = stage.connect() + "/1.1/";
    Folders.drop(stage, prefix, folder.releaseJson(dryRun));
    var planned = stage.advanceUntil("PLANNED");
    assertThat(stage.writes()).as("a plan writes nothing at Apple").isEmpty();
    assertThat(stage.apple.partPuts()).isEmpty();

    stage.advance(Duration.ofMinutes(1));
    stage.put(prefix + "release.json", real);
    stage.local.settle();
    stage.advanceUntil("READY_FOR_DISTRIBUTION");

    JsonNode plan = planned.path("plan");
    assertThat(stage.writes()).isEqualTo(calls(plan));
    assertThat(plan.path("writeCalls").asLong())
        .isEqualTo(stage.writes().values().stream().mapToLong(Long::longValue).sum());
    assertThat(plan.path("uploadBytes").asLong())
        .isEqualTo(stage.apple.partPuts().stream().mapToLong(PartPut::sizeBytes).sum());
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
