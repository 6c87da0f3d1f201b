package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.review.ForeignItem;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody put other things into the draft of a submission on the web site.
class ForeignItemsTest {

  @TempDir Path directory;

  /// Drafts lie beside each other at Apple, so the version gets a submission of its own.
  @Tag("answer")
  @Test
  void areLeftAloneInADraftOfTheirOwn() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = Folders.app(stage);
      String theirs = stage.apple.addForeignItem(app.id(), ForeignItem.APP_EVENT);
      Folders.drop(stage, stage.connect() + "/1.1/", Folders.SMALL);

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("findings").toString()).contains("submission-left-alone");
      assertThat(stage.apple.snapshot().reviewSubmissions())
          .satisfiesExactly(
              draft -> {
                assertThat(draft.id()).isEqualTo(theirs);
                assertThat(draft.state()).isEqualTo("READY_FOR_REVIEW");
                assertThat(draft.itemKinds()).containsExactly("appEvent");
              },
              ours -> assertThat(ours.itemKinds()).containsExactly("appStoreVersion"));
    }
  }

  @Test
  void stopBeforeAnythingIsSentWhenTheyLieWithOurVersion() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = Folders.app(stage);
      stage.apple.quirks().settling(Duration.ofMinutes(50));
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(stage, prefix, Folders.SMALL);
      stage.advanceUntil("NEEDS_ATTENTION");
      stage.apple.addForeignItem(app.id(), ForeignItem.APP_EVENT);
      stage.advance(Duration.ofMinutes(30));
      var before = stage.writes();

      stage.put(prefix + "release.json", "{}");
      stage.local.settle();
      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("problem").path("type").asText())
          .isEqualTo("urn:slipway:problem:submission-foreign");
      assertThat(release.toString()).contains("appEvent");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void stopWhenTheyComeToOurVersion() throws Exception {
    try (var stage = Stage.small(directory)) {
      var app = Folders.app(stage);
      stage.apple.quirks().settling(Duration.ofMinutes(8));
      Folders.drop(stage, stage.connect() + "/1.1/", Folders.SMALL);
      while (stage.apple.snapshot().reviewSubmissions().isEmpty()) {
        stage.advance(Duration.ofMinutes(1));
      }
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

  @Tag("answer")
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

  @Tag("answer")
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
