package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Apple allows one unreleased version and one open submission per app: what becomes of drops that
/// meet.
class OneAppAtATimeTest {
  @TempDir Path directory;

  @Test
  void ofTwoDropsWithinASecondTheHigherBuildGoesOut() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/three.ipa", Stage.ipa("1.1", "3"));
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();

      var newer = byBuild(stage, "3");
      var older = byBuild(stage, "2");
      stage.advanceUntil(newer.path("id").asText(), "READY_FOR_DISTRIBUTION");

      var superseded = stage.advanceUntil(older.path("id").asText(), "SUPERSEDED");
      assertThat(superseded.path("successor").asText()).isEqualTo(newer.path("id").asText());
      assertLive(stage, "1.1", "3");
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Test
  void aNewerDropSupersedesTheOneThatAppleStillProcesses() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");
      stage.local.advance(Duration.ofMinutes(1));

      stage.put(connection + "/three.ipa", Stage.ipa("1.2", "3"));
      stage.local.settle();
      stage.advanceUntil(byBuild(stage, "3").path("id").asText(), "READY_FOR_DISTRIBUTION");

      assertThat(byBuild(stage, "2").path("state").asText()).isEqualTo("SUPERSEDED");
      assertLive(stage, "1.2", "3");
      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
      assertThat(versions(stage)).containsExactly("1.0", "1.2");
    }
  }

  @Tag("answer")
  @Test
  void aNewerDropTakesOverTheVersionThatTheOlderOnePrepared() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/first/App.ipa", Stage.ipa("1.1", "2"));
      stage.put(connection + "/first/release.json", "{\"submit\": false}");
      stage.local.settle();
      stage.advanceUntil("PREPARED");

      stage.put(connection + "/three.ipa", Stage.ipa("1.2", "3"));
      stage.local.settle();
      stage.advanceUntil(byBuild(stage, "3").path("id").asText(), "READY_FOR_DISTRIBUTION");

      assertThat(byBuild(stage, "2").path("state").asText()).isEqualTo("SUPERSEDED");
      assertThat(versions(stage)).containsExactly("1.0", "1.2");
      assertLive(stage, "1.2", "3");
    }
  }

  @Tag("answer")
  @Test
  void theSameFileDroppedAgainIsNotUploadedAgain() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      String connection = stage.connect();
      byte[] ipa = Stage.ipa("1.1", "2");
      stage.put(connection + "/first/App.ipa", ipa);
      stage.put(connection + "/first/release.json", "{\"submit\": false}");
      stage.local.settle();
      stage.advanceUntil("PREPARED");
      long parts = stage.apple.partPuts().size();

      stage.put(connection + "/second/App.ipa", ipa);
      stage.put(connection + "/second/release.json", "{}");
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.partPuts()).hasSize(Math.toIntExact(parts));
      assertThat(stage.apple.snapshot().buildUploads()).hasSize(1);
    }
  }

  @Test
  void behindASubmittedReleaseTheNewerOneWaitsForItsEnd() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("WAITING_FOR_REVIEW");

      stage.put(connection + "/three.ipa", Stage.ipa("1.2", "3"));
      stage.local.settle();
      var newer = byBuild(stage, "3");
      assertThat(newer.path("state").asText()).isEqualTo("QUEUED");
      stage.local.advance(Duration.ofHours(1));
      assertThat(stage.apple.snapshot().buildUploads()).hasSize(1);

      stage.apple.reviews().approve(version(stage, "1.1").id());
      stage.advanceUntil(byBuild(stage, "2").path("id").asText(), "READY_FOR_DISTRIBUTION");
      stage.advanceUntil(newer.path("id").asText(), "WAITING_FOR_REVIEW");

      stage.apple.reviews().approve(version(stage, "1.2").id());
      stage.advanceUntil(newer.path("id").asText(), "READY_FOR_DISTRIBUTION");
      assertLive(stage, "1.2", "3");
    }
  }

  @Test
  void replaceWithdrawsTheSubmittedOne() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("WAITING_FOR_REVIEW");

      stage.put(connection + "/urgent/App.ipa", Stage.ipa("1.1", "3"));
      stage.put(connection + "/urgent/release.json", "{\"onConflict\": \"REPLACE\"}");
      stage.local.settle();
      var newer = byBuild(stage, "3");
      stage.advanceUntil(newer.path("id").asText(), "WAITING_FOR_REVIEW");

      var older = byBuild(stage, "2");
      assertThat(older.path("state").asText()).isEqualTo("SUPERSEDED");
      assertThat(older.path("successor").asText()).isEqualTo(newer.path("id").asText());
      assertThat(
              stage.apple.snapshot().reviewSubmissions().stream()
                  .map(Snapshot.ReviewSubmission::state))
          .containsExactly("COMPLETE", "WAITING_FOR_REVIEW");
      stage.apple.reviews().approve(version(stage, "1.1").id());
      stage.advanceUntil(newer.path("id").asText(), "READY_FOR_DISTRIBUTION");
      assertLive(stage, "1.1", "3");
    }
  }

  /// It reaches the App Store at its date all the same.
  @Tag("answer")
  @Test
  void replaceWaitsForTheApprovedOneThatAppleReleases() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      String connection = stage.connect();
      String folder = connection + "/1.1/";
      var date = stage.local.clock().instant().plus(Duration.ofHours(6));
      stage.put(folder + "App.ipa", Stage.ipa("1.1", "2"));
      stage.put(
          folder + "release.json",
          "{\"releaseType\": \"SCHEDULED\", \"earliestReleaseDate\": \"" + date + "\"}");
      stage.local.settle();
      String older = stage.advanceUntil("PENDING_APPLE_RELEASE").path("id").asText();

      stage.put(connection + "/urgent/App.ipa", Stage.ipa("1.2", "3"));
      stage.put(
          connection + "/urgent/release.json",
          "{\"onConflict\": \"REPLACE\", \"releaseType\": \"AFTER_APPROVAL\"}");
      stage.local.settle();
      stage.advance(Duration.ofHours(1));

      assertThat(stage.release(older).path("state").asText()).isEqualTo("PENDING_APPLE_RELEASE");
      assertThat(byBuild(stage, "3").path("state").asText()).isEqualTo("QUEUED");
      stage.advanceUntil(older, "READY_FOR_DISTRIBUTION");
      stage.advanceUntil(byBuild(stage, "3").path("id").asText(), "READY_FOR_DISTRIBUTION");
      assertLive(stage, "1.2", "3");
    }
  }

  @Tag("answer")
  @Test
  void ofTwoThatWaitOnlyTheNewestGoesOn() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.put(connection + "/three.ipa", Stage.ipa("1.2", "3"));
      stage.local.settle();
      stage.local.advance(Duration.ofMinutes(1));
      stage.put(connection + "/four.ipa", Stage.ipa("1.2", "4"));
      stage.local.settle();

      assertThat(byBuild(stage, "3").path("state").asText()).isEqualTo("SUPERSEDED");
      assertThat(byBuild(stage, "4").path("state").asText()).isEqualTo("QUEUED");
    }
  }

  @Test
  void twoAppsOfOneAccountDoNotWaitForEachOther() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      stage.app("com.example.other");
      String connection = stage.connect();
      stage.put(connection + "/one.ipa", Stage.ipa("1.1", "2"));
      stage.put(
          connection + "/other.ipa",
          Stage.ipa(
              dev.slipway.runner.sample.SampleIpa.Spec.of("com.example.other", "1.1", "2")
                  .withPayloadBytes(1 << 20)));
      stage.local.settle();
      for (JsonNode release : stage.releases()) {
        stage.advanceUntil(release.path("id").asText(), "READY_FOR_DISTRIBUTION");
      }

      assertThat(stage.releases()).hasSize(2);
    }
  }

  @Tag("answer")
  @Test
  void aWaitingReleaseCanBeCanceled() throws Exception {
    try (var stage = Stage.open(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("WAITING_FOR_REVIEW");
      stage.put(connection + "/three.ipa", Stage.ipa("1.2", "3"));
      stage.local.settle();
      String queued = byBuild(stage, "3").path("id").asText();

      var answer = stage.call(LocalUser.ALICE, "POST", "/releases/" + queued + "/cancel", null);
      stage.local.settle();

      assertThat(answer.status()).isEqualTo(202);
      assertThat(stage.release(queued).path("state").asText()).isEqualTo("CANCELED");
      assertThat(byBuild(stage, "2").path("state").asText()).isEqualTo("WAITING_FOR_REVIEW");
    }
  }

  private static JsonNode byBuild(Stage stage, String build) throws Exception {
    for (JsonNode release : stage.releases()) {
      if (release.path("buildNumber").asText().equals(build)) {
        return stage.release(release.path("id").asText());
      }
    }
    throw new AssertionError("no release of build " + build);
  }

  private static List<String> versions(Stage stage) {
    return stage.apple.snapshot().appStoreVersions().stream()
        .map(Snapshot.AppStoreVersion::versionString)
        .toList();
  }

  private static Snapshot.AppStoreVersion version(Stage stage, String versionString) {
    return stage.apple.snapshot().appStoreVersions().stream()
        .filter(version -> version.versionString().equals(versionString))
        .findFirst()
        .orElseThrow();
  }

  private static void assertLive(Stage stage, String versionString, String build) {
    var live = version(stage, versionString);
    assertThat(live.state()).isEqualTo("READY_FOR_DISTRIBUTION");
    assertThat(
            stage.apple.snapshot().builds().stream()
                .filter(found -> found.id().equals(live.buildId()))
                .map(Snapshot.Build::buildNumber))
        .containsExactly(build);
  }
}
