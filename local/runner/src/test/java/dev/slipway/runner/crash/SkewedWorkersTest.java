package dev.slipway.runner.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.invocation.FunctionFailure;
import dev.slipway.runner.invocation.Interference;
import dev.slipway.runner.invocation.LocalFunction;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.SimulatorClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Every trigger starts two workers at once, one of them with a clock that is ahead or behind:
/// within the lease's allowance of 15 seconds and far beyond it. Apple's clock is the other one's.
@Tag("proof")
class SkewedWorkersTest {
  private static final Set<String> WORKERS =
      Set.of("DropIntakeFunction", "ReleaseUploadFunction", "ReviewStatusFunction");
  private static final Duration STEP = Duration.ofMinutes(5);

  @TempDir Path directory;

  /// Starts a second worker with another clock beside each one.
  private static final class SecondClock implements Interference {
    private final InstantSource clock;
    private final Map<String, LocalFunction> functions = new ConcurrentHashMap<>();
    private volatile @Nullable SlipwayLocal local;

    SecondClock(InstantSource clock) {
      this.clock = clock;
    }

    void arm(SlipwayLocal running) {
      local = running;
    }

    @Override
    public void deliver(String function, String event, Runnable delivery) {
      var running = local;
      delivery.run();
      if (running == null || !WORKERS.contains(function)) {
        return;
      }
      try {
        functions
            .computeIfAbsent(function, name -> skewed(running, name))
            .invoke(event.getBytes(StandardCharsets.UTF_8));
      } catch (FunctionFailure e) {
        throw new IllegalStateException("a worker failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private LocalFunction skewed(SlipwayLocal running, String name) {
      var resource =
          running.functions().stream()
              .filter(function -> function.logicalId().equals(name))
              .findFirst()
              .orElseThrow();
      var environment = new HashMap<>(resource.environment());
      environment.putAll(running.awsEnvironment());
      environment.put("AWS_SESSION_TOKEN", name);
      return new LocalFunction(resource, environment, clock);
    }
  }

  /// Far behind and far ahead; the others with `-Dskew.all=true`.
  static Stream<Duration> skews() {
    var far = Stream.of(Duration.ofMinutes(10), Duration.ofMinutes(-10));
    return Boolean.getBoolean("skew.all")
        ? Stream.concat(far, Stream.of(Duration.ofSeconds(10), Duration.ofSeconds(-10)))
        : far;
  }

  @ParameterizedTest
  @MethodSource("skews")
  void oneReleaseIsExact(Duration skew) throws Exception {
    var snapshot = run(skew, false);

    assertThat(EndState.of(snapshot).count("version 1.1 READY_FOR_DISTRIBUTION")).isEqualTo(1);
    assertExact(snapshot, 2);
    assertThat(snapshot.screenshotSets())
        .filteredOn(set -> set.versionString().equals("1.1"))
        .hasSize(4)
        .allSatisfy(set -> assertThat(set.assets()).hasSize(2));
  }

  @ParameterizedTest
  @MethodSource("skews")
  void ofTwoReleasesOfAnAppTheNewerIsExact(Duration skew) throws Exception {
    var snapshot = run(skew, true);

    assertThat(EndState.of(snapshot).count("version 1.2 READY_FOR_DISTRIBUTION")).isEqualTo(1);
    assertExact(snapshot, 2);
    assertThat(snapshot.screenshotSets())
        .filteredOn(set -> set.versionString().equals("1.2"))
        .hasSize(4)
        .allSatisfy(set -> assertThat(set.assets()).hasSize(1));
  }

  private static void assertExact(Snapshot snapshot, int versions) {
    assertThat(snapshot.appStoreVersions()).hasSize(versions);
    assertThat(snapshot.buildUploads())
        .extracting(Snapshot.BuildUpload::state)
        .containsOnly("COMPLETE");
    assertThat(snapshot.buildUploads())
        .extracting(Snapshot.BuildUpload::buildNumber)
        .doesNotHaveDuplicates();
    assertThat(snapshot.reviewSubmissions())
        .singleElement()
        .satisfies(submission -> assertThat(submission.appStoreVersionIds()).hasSize(1));
  }

  private Snapshot run(Duration skew, boolean two) throws Exception {
    var clock = SimulatorClock.fixedAt(Voyage.START);
    var second = new SecondClock(() -> clock.instant().plus(skew));
    try (var local = SlipwayLocal.start(Voyage.options(directory, clock, second));
        var s3 = LocalS3.client(local)) {
      var apple = local.simulator().orElseThrow();
      apple.createApp(
          NewApp.of("com.example.app", "Example")
              .locales("en-US", "de-DE")
              .liveVersion("1.0", "1")
              .withScreenshots());
      String connection = Voyage.connect(local, apple);
      second.arm(local);
      drop(local, s3, connection + "/1.1/", Voyage.FILES);
      local.settle();
      if (two) {
        clock.advance(Duration.ofSeconds(5));
        drop(local, s3, connection + "/1.2/", StalledWorkerTest.NEWER);
      }
      for (int step = 0; step < 60 && !isOut(local); step++) {
        local.advance(STEP);
      }
      assertThat(isOut(local)).as(() -> "out: " + local.failures()).isTrue();
      local.advance(Duration.ofMinutes(30));
      return apple.snapshot();
    }
  }

  private static boolean isOut(SlipwayLocal local) throws Exception {
    return Voyage.newest(local).path("state").asText().equals("READY_FOR_DISTRIBUTION");
  }

  private static void drop(
      SlipwayLocal local, S3Client s3, String prefix, Map<String, byte[]> files) {
    files.forEach(
        (path, content) ->
            s3.putObject(
                put -> put.bucket(local.dropBucket()).key(prefix + path),
                RequestBody.fromBytes(content)));
  }
}
