package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleTestFlight;
import dev.slipway.simulator.apps.NewApp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build to testers with one drop, for an app record with nothing but its name.
class TestFlightFromNothingTest {
  @TempDir Path directory;

  /// The plan says what the run does, and the drop again writes nothing.
  @Test
  void oneDropCreatesAllThatTestersNeed() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      SampleFolder folder = SampleTestFlight.of(Folders.ipa("1.1", "2"));
      String real = new String(Folders.files(folder).get("release.json"), StandardCharsets.UTF_8);
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(
          stage, prefix, folder.releaseJson(real.replaceFirst("\\{", "{\"dryRun\": true,")));
      JsonNode plan = stage.advanceUntil("PLANNED").path("plan");
      assertThat(stage.writes()).isEmpty();
      assertThat(plan.toString()).doesNotContain(folder.demoPassword());

      stage.advance(Duration.ofMinutes(1));
      stage.put(prefix + "release.json", real);
      stage.local.settle();
      JsonNode release = stage.advanceUntil("IN_BETA_TESTING");

      assertThat(stage.writes()).isEqualTo(calls(plan));
      assertThat(release.path("findings")).isEmpty();
      assertThat(release.at("/testFlight/publicLinks/Fans").asText())
          .startsWith("https://testflight.apple.com/join/");
      assertThat(stage.apple.snapshot().builds())
          .singleElement()
          .satisfies(
              build -> {
                assertThat(build.betaGroupNames()).containsExactlyInAnyOrder("Team", "Fans");
                assertThat(build.betaReviewState()).isEqualTo("APPROVED");
                assertThat(build.whatToTest()).hasSize(2);
              });
      assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();
      assertThat(stage.mostCallsInAnHour()).isLessThan(Stage.BUSIEST_HOUR);

      Map<String, Long> before = stage.writes();
      stage.advance(Duration.ofMinutes(1));
      stage.put(prefix + "release.json", real + "\n");
      stage.local.settle();
      stage.advanceUntil("IN_BETA_TESTING");
      assertThat(Folders.writesSince(before, stage)).as("the drop again").isEmpty();
      assertThat(stage.local.failures()).isEmpty();
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
