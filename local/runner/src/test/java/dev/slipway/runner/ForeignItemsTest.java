package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.review.ForeignItem;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody put other things into the draft of a submission on the web site.
class ForeignItemsTest {

  @TempDir Path directory;

  @Test
  void stopBeforeAnythingIsSent() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = Folders.app(stage);
      stage.apple.addForeignItem(app.id(), ForeignItem.APP_EVENT);
      Folders.drop(stage, stage.connect() + "/1.1/", Folders.SMALL);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText())
          .isEqualTo("urn:slipway:problem:submission-foreign");
      assertThat(release.toString()).contains("appEvent");
      assertThat(stage.writes()).isEmpty();
    }
  }

  @Test
  void stopWhenTheyComeWhileTheBuildProcesses() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = Folders.app(stage);
      Folders.drop(stage, stage.connect() + "/1.1/", Folders.SMALL);
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");
      stage.apple.addForeignItem(app.id(), ForeignItem.IN_APP_PURCHASE_VERSION);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText())
          .isEqualTo("urn:slipway:problem:submission-foreign");
      assertThat(release.path("problem").path("detail").asText()).contains("inAppPurchaseVersion");
      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(submission -> assertThat(submission.state()).isEqualTo("READY_FOR_REVIEW"));
    }
  }

  @Test
  void goAlongWhenReleaseJsonSaysSo() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = Folders.app(stage);
      stage.apple.addForeignItem(app.id(), ForeignItem.APP_EVENT);
      Folders.drop(
          stage,
          stage.connect() + "/1.1/",
          Folders.SMALL.releaseJson("{\"onForeignItems\": \"JOIN\"}"));

      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(stage.apple.snapshot().reviewSubmissions())
          .singleElement()
          .satisfies(
              submission ->
                  assertThat(submission.itemKinds())
                      .containsExactlyInAnyOrder("appEvent", "appStoreVersion"));
      assertThat(stage.writes()).doesNotContainKey("POST /v1/reviewSubmissions");
    }
  }

  @Test
  void aReleaseThatIsNotSubmittedDoesNotMind() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = Folders.app(stage);
      stage.apple.addForeignItem(app.id(), ForeignItem.APP_EVENT);
      Folders.drop(
          stage, stage.connect() + "/1.1/", Folders.SMALL.releaseJson("{\"submit\": false}"));

      stage.advanceUntil("PREPARED");
      stage.advance(Duration.ofMinutes(30));

      assertThat(stage.newest().path("state").asText()).isEqualTo("PREPARED");
    }
  }
}
