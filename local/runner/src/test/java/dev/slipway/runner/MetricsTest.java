package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.settings.PartPut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The metrics that the functions write, against what really happened.
class MetricsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of(
          "ReleasesInState",
          "StepDuration",
          "BytesSent",
          "AppleCalls",
          "RateBudgetRemaining",
          "VerdictChanges",
          "SweepDone",
          "ReleasesNeedingAttention",
          "KeysBroken");

  @TempDir Path directory;

  /// A stage with `Monitoring=full`; the preset measures nothing.
  private Stage measured() throws Exception {
    String template = Files.readString(RepositoryFiles.file("template.yaml"));
    String full = template.replace("    Default: basic\n", "    Default: full\n");
    assertThat(full).isNotEqualTo(template);
    return Stage.approving(
        directory.resolve("state"), Files.writeString(directory.resolve("full.yaml"), full));
  }

  private static List<JsonNode> lines(Stage stage, String field) throws IOException {
    var found = new ArrayList<JsonNode>();
    for (String line : stage.canary.printed().split("\n", -1)) {
      if (line.startsWith("{")) {
        var json = JSON.readTree(line);
        if (json.has(field)) {
          found.add(json);
        }
      }
    }
    return found;
  }

  private static long sum(Stage stage, String metric) throws IOException {
    return lines(stage, metric).stream().mapToLong(line -> line.path(metric).asLong()).sum();
  }

  /// Added up by the value of a dimension; of several values their number counts.
  private static Map<String, Long> by(Stage stage, String dimension, String metric)
      throws IOException {
    var sums = new TreeMap<String, Long>();
    for (JsonNode line : lines(stage, metric)) {
      var value = line.path(metric);
      long counted =
          metric.equals("StepDuration") ? (value.isArray() ? value.size() : 1) : value.asLong();
      sums.merge(line.path(dimension).asText(), counted, Long::sum);
    }
    return sums;
  }

  private static Map<String, Long> stepsDone(Stage stage) throws IOException {
    var steps = new TreeMap<String, Long>();
    lines(stage, "step").stream()
        .filter(line -> line.path("message").asText().equals("Step done"))
        .forEach(line -> steps.merge(line.path("step").asText(), 1L, Long::sum));
    return steps;
  }

  @Test
  void sayWhatAReleaseTook() throws Exception {
    try (var stage = measured()) {
      stage.app();
      stage.put(stage.connect() + "/App.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(sum(stage, "AppleCalls")).isPositive().isEqualTo(stage.calls());
      assertThat(by(stage, "Step", "StepDuration"))
          .containsKeys("ReadDrop", "Preflight", "TransferParts", "Submit")
          .isEqualTo(stepsDone(stage));
      assertThat(sum(stage, "BytesSent"))
          .isEqualTo(stage.apple.partPuts().stream().mapToLong(PartPut::sizeBytes).sum());
      assertThat(by(stage, "State", "ReleasesInState"))
          .containsEntry("RECEIVED", 1L)
          .containsEntry("UPLOADING", 1L)
          .containsEntry("READY_FOR_DISTRIBUTION", 1L)
          .doesNotContainKey("NEEDS_ATTENTION");
      assertThat(by(stage, "Verdict", "VerdictChanges")).isEqualTo(Map.of("CONNECTED", 1L));
      assertThat(sum(stage, "SweepDone"))
          .isEqualTo(
              lines(stage, "due").stream()
                  .filter(line -> line.path("message").asText().equals("Sweep done"))
                  .count());
      assertThat(lines(stage, "RateBudgetRemaining"))
          .allMatch(line -> line.path("RateBudgetRemaining").asLong() < 3600)
          .isNotEmpty();
      assertThat(lines(stage, "_aws"))
          .allMatch(line -> line.path("Stage").asText().equals("local"));
      assertThat(lines(stage, "KeysBroken")).isEmpty();
    }
  }

  /// CloudWatch makes a metric of each such line, and bills it.
  @Test
  void areNotWrittenUnlessAskedFor() throws Exception {
    try (var stage = Stage.approving(directory)) {
      stage.app();
      stage.put(stage.connect() + "/App.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(lines(stage, "message")).isNotEmpty();
      assertThat(lines(stage, "_aws")).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void countWhatNeedsAPerson() throws Exception {
    try (var stage = measured()) {
      var key = stage.apple.createKey(KeyRole.APP_MANAGER);
      String connection = stage.connect(LocalUser.ALICE, key);
      stage.put(connection + "/App.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      stage.advanceUntil("NEEDS_ATTENTION");
      stage.apple.revokeKey(key.keyId());
      stage.local.advance(Duration.ofDays(1));

      assertThat(sum(stage, "ReleasesNeedingAttention")).isEqualTo(1);
      assertThat(by(stage, "State", "ReleasesInState")).containsEntry("NEEDS_ATTENTION", 1L);
      assertThat(sum(stage, "KeysBroken")).isEqualTo(1);
      assertThat(by(stage, "Verdict", "VerdictChanges")).containsEntry("NOT_CONNECTED", 1L);
    }
  }

  @Test
  void areAllDescribed() throws Exception {
    String page = Files.readString(RepositoryFiles.file("docs/metrics.md"));
    assertThat(NAMES).allMatch(name -> page.contains("| `" + name + "` |"));
  }
}
