package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.settings.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// A newer drop takes the lane while several sets of screenshots are on their way at once.
class LostLaneTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A spinning thread would take a core from the functions that it waits for.
  private static final long LOOK_EVERY_NANOSECONDS = 2_000_000;

  @TempDir Path directory;

  @Tag("answer")
  @Test
  void theLaneIsGivenBackOnlyWhenNoWriteIsOnItsWay() throws Exception {
    try (var stage = Stage.small(directory);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Folders.app(stage);
      var late = Fault.delay(Duration.ofSeconds(3)).on("POST", "/v1/appScreenshots").nth(2);
      stage.apple.faults().add(late);
      stage
          .apple
          .faults()
          .add(Fault.delay(Duration.ofMillis(700)).on("PATCH", "/v1/appScreenshots/{id}").always());
      String connection = stage.connect();
      Folders.SMALL
          .screenshots(6)
          .writeTo(stage.s3, stage.local.dropBucket(), connection + "/1.1/");
      stage.canary.watchSecret(Folders.SMALL.demoPassword());
      stage.local.settle();
      var work =
          threads.submit(
              () -> {
                stage.advanceUntil("SUPERSEDED");
                return true;
              });
      while (!late.isSpent()) {
        LockSupport.parkNanos(LOOK_EVERY_NANOSECONDS);
      }

      String lane = takeLane(stage, connection);
      stage.local.clock().advance(Duration.ofSeconds(110));
      while (JSON.readTree(state(stage, lane)).has("lease")) {
        LockSupport.parkNanos(LOOK_EVERY_NANOSECONDS);
      }
      long whenGivenBack = reservations(stage);
      work.get();

      assertThat(whenGivenBack).isPositive();
      assertThat(reservations(stage))
          .as("screenshots at Apple when all is over")
          .isEqualTo(whenGivenBack);
    }
  }

  private static long reservations(Stage stage) {
    return stage.apple.snapshot().screenshotSets().stream()
        .mapToLong(set -> set.assets().size())
        .sum();
  }

  /// As the worker of a newer drop does it, that then waits for the lease to end.
  private static String takeLane(Stage stage, String connection) throws Exception {
    String key =
        stage
            .s3
            .listObjectsV2(
                list -> list.bucket(stage.local.stateBucket()).prefix("apps/" + connection))
            .contents()
            .stream()
            .map(object -> object.key())
            .filter(found -> found.endsWith("-IOS"))
            .findFirst()
            .orElseThrow();
    var lane = (ObjectNode) JSON.readTree(state(stage, key));
    var current = (ObjectNode) lane.path("current");
    var release = (ObjectNode) current.path("release");
    current.putArray("predecessors").add(release.path("id").asText());
    release.put("id", "f".repeat(release.path("id").asText().length()));
    release.put("receivedAt", "2099-01-01T00:00:00Z");
    stage.s3.putObject(
        put -> put.bucket(stage.local.stateBucket()).key(key),
        RequestBody.fromString(lane.toString()));
    return key;
  }

  private static byte[] state(Stage stage, String key) {
    return stage
        .s3
        .getObjectAsBytes(get -> get.bucket(stage.local.stateBucket()).key(key))
        .asByteArray();
  }
}
