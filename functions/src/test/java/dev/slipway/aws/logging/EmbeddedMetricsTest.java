package dev.slipway.aws.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.metrics.Metric;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> lines = new ArrayList<>();
  private final EmbeddedMetrics metrics = new EmbeddedMetrics("test", () -> NOW, lines::add);

  /// Flushes, and holds every line against the rules of the page "Specification: Embedded metric
  /// format".
  private List<JsonNode> flushed() throws IOException {
    metrics.flush();
    var documents = new ArrayList<JsonNode>();
    for (String line : lines) {
      assertThat(line).doesNotContain("\n").hasSizeLessThan(256 * 1024);
      JsonNode root = JSON.readTree(line);
      check(root);
      documents.add(root);
    }
    lines.clear();
    return documents;
  }

  static void check(JsonNode root) {
    JsonNode aws = root.path("_aws");
    assertThat(aws.properties())
        .extracting(e -> e.getKey())
        .containsExactlyInAnyOrder("Timestamp", "CloudWatchMetrics");
    assertThat(aws.path("Timestamp").isIntegralNumber()).isTrue();
    var seen = new HashSet<String>();
    assertThat(aws.path("CloudWatchMetrics")).isNotEmpty();
    for (JsonNode directive : aws.path("CloudWatchMetrics")) {
      assertThat(directive.path("Namespace").asText()).isEqualTo("Slipway");
      assertThat(directive.path("Dimensions")).hasSize(1);
      assertThat(directive.path("Dimensions").path(0)).hasSizeBetween(1, 30);
      for (JsonNode dimension : directive.path("Dimensions").path(0)) {
        JsonNode value = root.path(dimension.asText());
        assertThat(value.isTextual()).as(dimension.asText()).isTrue();
        assertThat(value.asText()).isNotBlank().hasSizeLessThanOrEqualTo(1024);
      }
      assertThat(directive.path("Metrics")).hasSizeBetween(1, 100);
      for (JsonNode metric : directive.path("Metrics")) {
        String name = metric.path("Name").asText();
        assertThat(seen.add(name)).as(name).isTrue();
        assertThat(metric.path("Unit").asText()).isIn("Count", "Bytes", "Milliseconds");
        JsonNode target = root.path(name);
        assertThat(target.isNumber() || (target.isArray() && target.size() <= 100))
            .as(name)
            .isTrue();
        target.forEach(value -> assertThat(value.isNumber()).isTrue());
      }
    }
  }

  @Test
  void writesOneLineForAnInvocation() throws Exception {
    metrics.add(Metric.APPLE_CALLS, 1);
    metrics.add(Metric.APPLE_CALLS, 1);
    metrics.add(Metric.BYTES_SENT, 12_345_678_901L);
    metrics.add(Metric.RATE_BUDGET_REMAINING, 3400);
    metrics.add(Metric.RATE_BUDGET_REMAINING, 3398);
    metrics.add(Metric.RATE_BUDGET_REMAINING, 3399);
    metrics.add(Metric.STEP_DURATION, "ReadDrop", 17);
    metrics.add(Metric.RELEASES_IN_STATE, "UPLOADING", 1);

    var line = flushed().getFirst();
    assertThat(line.path("_aws").path("Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
    assertThat(line.path("Stage").asText()).isEqualTo("test");
    assertThat(line.path("AppleCalls").asLong()).isEqualTo(2);
    assertThat(line.path("BytesSent").asLong()).isEqualTo(12_345_678_901L);
    assertThat(line.path("RateBudgetRemaining").asLong()).isEqualTo(3398);
    assertThat(line.path("Step").asText()).isEqualTo("ReadDrop");
    assertThat(line.path("StepDuration").asLong()).isEqualTo(17);
    assertThat(line.path("State").asText()).isEqualTo("UPLOADING");
  }

  @Test
  void writesALinePerValueOfADimension() throws Exception {
    for (String step : List.of("ReadDrop", "Preflight", "ReadDrop")) {
      metrics.add(Metric.STEP_DURATION, step, 5);
    }
    metrics.add(Metric.SWEEP_DONE, 1);

    var documents = flushed();
    assertThat(documents)
        .extracting(d -> d.path("Step").asText())
        .containsExactly("ReadDrop", "Preflight");
    assertThat(documents.getFirst().path("StepDuration")).hasSize(2);
    assertThat(documents.getFirst().path("SweepDone").asInt()).isEqualTo(1);
    assertThat(documents.getLast().has("SweepDone")).isFalse();
  }

  @Test
  void writesAtMostAHundredValuesInALine() throws Exception {
    for (int i = 0; i < 250; i++) {
      metrics.add(Metric.STEP_DURATION, "ReadDrop", i);
    }

    assertThat(flushed())
        .extracting(d -> d.path("StepDuration").size())
        .containsExactly(100, 100, 50);
  }

  @Test
  void startsAnewAfterAFlush() throws Exception {
    metrics.add(Metric.APPLE_CALLS, 1);
    assertThat(flushed()).hasSize(1);
    assertThat(flushed()).isEmpty();
    metrics.add(Metric.APPLE_CALLS, 1);
    assertThat(flushed().getFirst().path("AppleCalls").asInt()).isEqualTo(1);
  }

  @Test
  void takesOnlyWhatAMetricIs() throws Exception {
    metrics.add(Metric.STEP_DURATION, 5);
    metrics.add(Metric.APPLE_CALLS, "dimension", 5);
    metrics.add(Metric.BYTES_SENT, Double.NaN);
    metrics.add(Metric.STEP_DURATION, " ", 5);
    assertThat(flushed()).isEmpty();
  }

  @Test
  void neverThrows() {
    var broken =
        new EmbeddedMetrics(
            "test",
            () -> NOW,
            _ -> {
              throw new IllegalStateException("no room");
            });
    broken.add(Metric.APPLE_CALLS, 1);
    assertThatCode(broken::flush).doesNotThrowAnyException();
  }
}
