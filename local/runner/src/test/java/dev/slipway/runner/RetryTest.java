package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.apps.NewApp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What ended because something was missing at Apple is tried again without another upload.
class RetryTest {
  @TempDir Path directory;

  @Test
  void theSameObjectVersionsBecomeANewReleaseAfterAPersonFixedSomethingAtApple() throws Exception {
    try (var stage = Stage.small(directory)) {
      String connection = stage.connect();
      stage.put(connection + "/1.1/App.ipa", Ipas.sound("1.1", "2"));
      stage.put(connection + "/1.1/release.json", json("{\"copyright\": \"2026 First\"}"));
      stage.local.settle();
      var failed = stage.advanceUntil("NEEDS_ATTENTION");
      String id = failed.path("id").asText();
      assertThat(failed.path("actions")).extracting(JsonNode::asText).contains("retry");
      stage.put(connection + "/1.1/App.ipa", Ipas.sound("1.1", "3"));
      stage.apple.createApp(NewApp.of(Stage.BUNDLE_ID, "Example").liveVersion("1.0", "1"));
      stage.advance(Duration.ofMinutes(1));

      var first = retry(stage, id);
      var second = retry(stage, id);
      String again = first.body().path("id").asText();

      assertThat(first.status()).isEqualTo(202);
      assertThat(second.body().path("id").asText()).as("ordered twice").isEqualTo(again);
      stage.local.settle();
      var released = stage.advanceUntil(again, "READY_FOR_DISTRIBUTION");
      assertThat(released.path("buildNumber").asText()).as("the first file").isEqualTo("2");
      assertThat(stage.release(id).path("state").asText()).isEqualTo("SUPERSEDED");
      assertThat(stage.release(id).path("successor").asText()).isEqualTo(again);
      assertThat(stage.release(id).path("actions")).isEmpty();
      assertThat(released.at("/timeline/1/message").asText())
          .isEqualTo("Tries release " + id + " again.");
      assertThat(retry(stage, again).status()).as("released").isEqualTo(409);
      stage.assertReleasedExactlyOnce();
    }
  }

  @Tag("answer")
  @Test
  void aCanceledReleaseIsTriedAgainWithTheBuildThatAppleHas() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      var sent = stage.advanceUntil("WAITING_FOR_REVIEW");
      String id = sent.path("id").asText();
      stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/cancel", null);
      stage.advanceUntil(id, "CANCELED");
      stage.advance(Duration.ofMinutes(1));

      String again = retry(stage, id).body().path("id").asText();
      stage.local.settle();

      stage.advanceUntil(again, "READY_FOR_DISTRIBUTION");
      assertThat(stage.apple.snapshot().buildUploads()).as("uploaded once").hasSize(1);
      assertThat(retry(stage, id).body().path("id").asText()).isEqualTo(again);
    }
  }

  private static Stage.Answered retry(Stage stage, String id) throws Exception {
    return stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/retry", null);
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
