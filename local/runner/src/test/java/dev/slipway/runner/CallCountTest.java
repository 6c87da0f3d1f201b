package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleFolder.Part;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many calls of App Store Connect's API a release takes, from the drop to its submission: the
/// waiting and all looks count, the connection's check, parts of uploads and App Review's polls do
/// not. `make calls` runs this alone and prints the table that is left in `target/calls.txt`.
///
/// The reference release: an app with a live version and two languages gets a new version with
/// texts, two displays with five new screenshots each in both languages, a review contact and a
/// phased release; its build is ready after ten minutes. Then the same folder again, with another
/// build, version and what's new; and then an answer about the app's readiness.
class CallCountTest {
  private static final int REFERENCE = 71;
  private static final int UNCHANGED = 26;
  private static final int PROCESSING = 2;

  /// Of an app in two languages with screenshots and no previews: 12, and one for each language.
  private static final int READINESS = 14;

  private static final Path TABLE = Path.of("target/calls.txt");
  private static final Duration STEP = Duration.ofMinutes(1);

  /// The schedule looks every five minutes, and first at a build six minutes after its upload. So
  /// long after a look, a drop finds its build not ready once: the most unlucky case.
  private static final Duration UNLUCKY = Duration.ofSeconds(234);

  private static final Duration SWEEPS = Duration.ofMinutes(5);

  private static final SampleFolder FOLDER =
      SampleFolder.of(SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2").withPayloadBytes(300_000))
          .locales(2)
          .displays(2)
          .screenshots(5)
          .previews(0)
          .without(Part.APP_INFORMATION)
          .without(Part.DEMO_ACCOUNT)
          .without(Part.AGE_RATING);

  @TempDir Path directory;

  /// @param calls by method and path template
  /// @param processing those between the upload's end and the answer that the build is ready
  private record Count(Map<String, Long> calls, long processing) {
    long sum() {
      return calls.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Test
  void aReleaseTakesFewCalls() throws Exception {
    try (var stage =
        Stage.small(
            directory,
            options -> options.processing(Duration.ofMinutes(2), Duration.ofMinutes(8)))) {
      var app =
          stage.apple.createApp(
              NewApp.of(Stage.BUNDLE_ID, "Example")
                  .locales("en-US", "de-DE")
                  .liveVersion("1.0", "1")
                  .withScreenshots());
      Instant start = stage.local.clock().instant();
      String connection = stage.connect();

      Count reference = count(stage, start, connection + "/1.1/", FOLDER);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      Count unchanged =
          count(
              stage,
              start,
              connection + "/1.2/",
              FOLDER.ipa(SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.2", "3").withPayloadBytes(300_000)));
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      long processing = Math.max(reference.processing, unchanged.processing);
      Count readiness = readiness(stage, connection, app);
      writeTable(reference, unchanged, processing, readiness);

      assertThat(stage.apple.partPuts()).as("parts: two builds, 20 screenshots").hasSize(24);
      assertThat(reference.sum())
          .as("calls of the reference release")
          .isLessThanOrEqualTo(REFERENCE);
      assertThat(unchanged.sum()).as("calls with unchanged media").isLessThanOrEqualTo(UNCHANGED);
      assertThat(processing).as("calls while the build processes").isLessThanOrEqualTo(PROCESSING);
      assertThat(readiness.sum())
          .as("calls of an answer about readiness")
          .isLessThanOrEqualTo(READINESS);
    }
  }

  private static Count count(Stage stage, Instant start, String folder, SampleFolder files)
      throws Exception {
    stage.advance(
        UNLUCKY
            .plus(SWEEPS)
            .minusSeconds(
                Duration.between(start, stage.local.clock().instant()).toSeconds()
                    % SWEEPS.toSeconds()));
    Map<String, Long> before = stage.apple.calls();
    int exchanges = stage.apple.exchanges().size();
    files.writeTo(stage.s3, stage.local.dropBucket(), folder);
    stage.local.settle();
    String release = stage.newest().path("id").asText();
    for (int minutes = 0; !submitted(stage, release); minutes++) {
      assertThat(minutes).as(() -> "minutes without submission").isLessThan(60);
      stage.advance(STEP);
    }
    return new Count(
        callsSince(before, stage),
        processing(stage.apple.exchanges().stream().skip(exchanges).toList()));
  }

  private static Map<String, Long> callsSince(Map<String, Long> before, Stage stage) {
    Map<String, Long> calls = new HashMap<>(stage.apple.calls());
    before.forEach((call, number) -> calls.merge(call, -number, Long::sum));
    calls.values().removeIf(number -> number == 0);
    return calls;
  }

  /// The calls of an answer about the app as the releases left it.
  private static Count readiness(Stage stage, String connection, SimulatedApp app)
      throws Exception {
    Map<String, Long> before = stage.apple.calls();
    var answer = AppReadinessTest.answer(stage, connection, app);
    var count = new Count(callsSince(before, stage), 0);
    assertThat(answer.path("ready").asBoolean()).as(answer.toPrettyString()).isTrue();
    assertThat(answer.path("calls").asLong()).isEqualTo(count.sum());
    return count;
  }

  private static boolean submitted(Stage stage, String release) throws Exception {
    String state = stage.release(release).path("state").asText();
    assertThat(state).isNotIn("NEEDS_ATTENTION", "REJECTED");
    return state.equals("WAITING_FOR_REVIEW");
  }

  /// The calls behind the commit of the build's file, up to the answer that the build is ready.
  private static long processing(List<Exchange> exchanges) {
    int committed = -1;
    int ready = -1;
    for (int i = 0; i < exchanges.size(); i++) {
      Exchange exchange = exchanges.get(i);
      if (exchange.method().equals("PATCH") && exchange.path().contains("/buildUploadFiles/")) {
        committed = i;
      }
      if (exchange.method().equals("GET") && exchange.responseBody().contains("\"VALID\"")) {
        ready = ready < 0 && committed >= 0 ? i : ready;
      }
    }
    assertThat(committed).isNotNegative();
    assertThat(ready).isGreaterThan(committed);
    return ready - committed;
  }

  private static void writeTable(Count reference, Count unchanged, long processing, Count readiness)
      throws IOException {
    var table = new StringBuilder("reference  unchanged  readiness  call\n");
    var all = new TreeSet<String>(reference.calls.keySet());
    all.addAll(unchanged.calls.keySet());
    all.addAll(readiness.calls.keySet());
    for (String call : all) {
      table.append(
          "%9d  %9d  %9d  %s\n"
              .formatted(
                  reference.calls.getOrDefault(call, 0L),
                  unchanged.calls.getOrDefault(call, 0L),
                  readiness.calls.getOrDefault(call, 0L),
                  call));
    }
    table.append(
        "calls: reference=%d unchanged=%d processing=%d readiness=%d\n"
            .formatted(reference.sum(), unchanged.sum(), processing, readiness.sum()));
    Files.createDirectories(TABLE.getParent());
    Files.writeString(TABLE, table);
  }
}
