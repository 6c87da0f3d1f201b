package dev.slipway.runner.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.LocalAws;
import dev.slipway.localaws.LocalAwsOptions;
import dev.slipway.runner.Sample;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.PartPut;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A drop of 2 GB goes through a process with 64 MiB of heap: every byte is sent, none is kept. In
/// `make sizes` (`-Dsizes.whole=true`) it has 10 GB.
@Tag("proof")
class ManyMediaTest {
  private static final String HEAP = "-Xmx64m";

  @TempDir Path directory;

  /// The ways that screenshots take; with a seed, one of them.
  static Stream<String> ways() {
    return Sample.chosen(2, List.of("SETS", "LIBRARY"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aThousandScreenshotsTakeNoMoreMemoryThanOne(String media) throws Exception {
    var options =
        SimulatorOptions.defaults()
            .hourLimit(100_000)
            .processing(Duration.ZERO, Duration.ZERO)
            .mediaProcessing(Duration.ZERO, Duration.ZERO)
            .withExchangesKept(5000);
    try (var aws = LocalAws.start(LocalAwsOptions.at(directory));
        var apple = AppStoreConnectSimulator.start(options)) {
      aws.createBucket(SmallHeapRelease.STATE_BUCKET, false);
      apple.createApp(
          NewApp.of(ManyScreenshots.BUNDLE_ID, "Example")
              .locales(ManyScreenshots.LOCALES.toArray(String[]::new))
              .liveVersion("1.0", "1")
              .withScreenshots());

      String[] result = release(aws, apple, media).split(" ", -1);

      assertThat(result[0]).isEqualTo("PREPARED");
      long sizeBytes = (long) ManyScreenshots.SCREENSHOTS * ManyScreenshots.SIZE_BYTES;
      assertThat(Long.parseLong(result[1]))
          .as("each byte read for the checksum and for sending, and some heads")
          .isBetween(2 * sizeBytes, 2 * sizeBytes + sizeBytes / 10);
      assertThat(Long.parseLong(result[2])).as("heap at its peak").isLessThan(64L << 20);
      assertThat(apple.partPuts().stream().mapToLong(PartPut::sizeBytes).sum())
          .as("bytes that arrived")
          .isBetween(sizeBytes, sizeBytes + (1 << 20));
      assertThat(apple.snapshot().screenshotSets())
          .hasSize(100)
          .allSatisfy(
              set ->
                  assertThat(set.assets())
                      .hasSize(10)
                      .allSatisfy(asset -> assertThat(asset.state()).isEqualTo("COMPLETE")));
    }
  }

  private static String release(LocalAws aws, AppStoreConnectSimulator apple, String media)
      throws Exception {
    SimulatedKey key = apple.createKey(KeyRole.APP_MANAGER);
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-Dsizes.whole=" + Boolean.getBoolean("sizes.whole"),
            "-XX:MaxDirectMemorySize=32m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            SmallHeapRelease.class.getName(),
            apple.baseUri().toString(),
            key.keyId(),
            key.issuerId(),
            media);
    builder.environment().putAll(aws.environment());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var input = process.getOutputStream()) {
      input.write(key.privateKeyPem().getBytes(StandardCharsets.UTF_8));
    }
    try {
      return result(process);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String result(Process process) throws IOException {
    try (var output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> lines = output.lines().toList();
      return lines.stream()
          .filter(line -> line.startsWith(SmallHeapRelease.RESULT))
          .map(line -> line.substring(SmallHeapRelease.RESULT.length()))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no result: " + String.join("\n", lines)));
    }
  }
}
