package dev.slipway.runner.crash;

import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Two releases in line for one slot. All other slots are held by others for the whole day, and
/// this one by a worker that died, so that both begin by waiting: when its lease ends, one of them
/// takes it, and gives it back to the other.
final class SlotLine {
  private static final Trouble.Cast CAST = new Trouble.Cast(Voyage.CAST.functions(), "line/", "");
  private static final List<String> BUNDLE_IDS = List.of("com.example.app", "com.example.second");
  private static final int SLOTS = 8;
  private static final Duration DEAD_FOR = Duration.ofMinutes(15);
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofHours(8);

  private SlotLine() {}

  /// Runs both releases in a fresh directory.
  ///
  /// @param point null when nothing goes wrong
  static Ended run(Path directory, @Nullable Point point) throws Exception {
    var clock = SimulatorClock.fixedAt(Voyage.START);
    var trouble = new Trouble(point, clock, CAST);
    try (var local = SlipwayLocal.start(Voyage.options(directory, clock, trouble));
        var s3 = LocalS3.client(local)) {
      var apple = local.simulator().orElseThrow();
      for (String bundleId : BUNDLE_IDS) {
        apple.createApp(NewApp.of(bundleId, "Example " + bundleId).liveVersion("1.0", "1"));
      }
      String connection = Voyage.connect(local, apple);
      var start = clock.instant();
      occupy(local, s3, start);
      local.aws().faults().script(trouble::aws);
      apple.faults().script(trouble::apple);
      trouble.arm();
      for (String bundleId : BUNDLE_IDS) {
        drop(local, s3, connection + "/" + bundleId + ".ipa", bundleId);
        local.settle();
      }
      String late = sail(local, apple, trouble, start);
      trouble.disarm();
      return new Ended(
          trouble.wasMet(),
          EndState.of(apple.snapshot()),
          apple.partPuts().stream().filter(put -> put.sizeBytes() > 0).count(),
          late.isEmpty() ? kept(local, s3) : late,
          trouble.happened());
    }
  }

  private static void occupy(SlipwayLocal local, S3Client s3, Instant start) {
    for (int slot = 0; slot < SLOTS; slot++) {
      var until = start.plus(slot == 3 ? DEAD_FOR : Duration.ofDays(1));
      String lease =
          "{\"owner\":\"dead\",\"tenant\":\"%s\",\"release\":\"%s\",\"until\":\"%s\"}"
              .formatted("tenant-" + slot, Character.toString('a' + slot).repeat(26), until);
      String key = "slots/" + slot;
      s3.putObject(put -> put.bucket(local.stateBucket()).key(key), RequestBody.fromString(lease));
    }
  }

  private static void drop(SlipwayLocal local, S3Client s3, String key, String bundleId)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    SampleIpa.write(bytes, SampleIpa.Spec.of(bundleId, "1.1", "2").withPayloadBytes(100_000));
    s3.putObject(
        put -> put.bucket(local.dropBucket()).key(key), RequestBody.fromBytes(bytes.toByteArray()));
  }

  private static String sail(
      SlipwayLocal local, AppStoreConnectSimulator apple, Trouble trouble, Instant start)
      throws Exception {
    while (true) {
      long out =
          apple.snapshot().appStoreVersions().stream()
              .filter(
                  version ->
                      version.versionString().equals("1.1")
                          && version.state().equals("READY_FOR_DISTRIBUTION"))
              .count();
      if (out == BUNDLE_IDS.size()) {
        return "";
      }
      if (Duration.between(start, local.clock().instant()).compareTo(PATIENCE) > 0) {
        return out + " out after " + PATIENCE + ": " + Voyage.newest(local) + local.failures();
      }
      local.advance(STEP);
      trouble.deliverHeld();
      local.settle();
    }
  }

  /// What is left of the line when nobody waits any more.
  private static String kept(SlipwayLocal local, S3Client s3) {
    local.advance(STEP);
    var waiting =
        s3.listObjectsV2(list -> list.bucket(local.stateBucket()).prefix("slots/waiting/"))
            .contents();
    return waiting.isEmpty() ? "" : "still waiting: " + waiting;
  }
}
