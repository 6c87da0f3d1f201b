package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A drop that was mended and put again meets what the first try left at Apple.
class MendedDropTest {
  @TempDir Path directory;

  /// The first try got as far as the draft submission, where the version perhaps cannot be edited.
  @Tag("answer")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mendedTextsReachAVersionThatWaitsInADraftSubmission(boolean locked) throws Exception {
    try (var stage = Stage.small(directory)) {
      if (locked) {
        stage.apple.guesses().turn(Guess.EDITS_IN_UNSENT_SUBMISSION);
      }
      Folders.app(stage);
      stage.apple.quirks().settling(Duration.ofMinutes(50));
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(stage, prefix, Folders.SMALL);
      stage.advanceUntil("NEEDS_ATTENTION");
      stage.advance(Duration.ofMinutes(30));
      stage.put(prefix + "metadata/en-US/support_url.txt", "https://www.slipway.dev/mended");
      stage.put(prefix + "release.json", "{\"dryRun\": true}");
      stage.apple.quirks().settling(Duration.ZERO);
      stage.local.settle();
      var plan = stage.advanceUntil("PLANNED").path("plan");
      var before = stage.writes();
      stage.advance(Duration.ofMinutes(1));

      stage.put(prefix + "release.json", "{}");
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(Folders.text(stage, "1.1", "en-US", "supportUrl"))
          .isEqualTo("https://www.slipway.dev/mended");
      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
      assertThat(stage.apple.snapshot().appStoreVersions()).hasSize(2);
      assertThat(calls(plan))
          .as("as planned")
          .containsAllEntriesOf(Folders.writesSince(before, stage));
    }
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
