package dev.slipway.runner.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.crash.Stall.Moment;
import dev.slipway.runner.crash.Stall.Point;
import dev.slipway.simulator.NewApp;
import dev.slipway.simulator.SimulatorClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// A worker is held between its last look at its lease and Apple's taking of its write, for every
/// write of a release; its lease runs out, another worker goes on, then the write takes effect
/// after all. What doubles is found and removed: the end is that of a release without trouble.
///
/// Here every 23rd point is run; `-Dstall.every=1` runs all and leaves the table in
/// `target/stall-test.txt`; `-Dstall.only=<regular expression>` those whose line matches.
class StalledWorkerTest {
  private static final Path TABLE = Path.of("target/stall-test.txt");
  private static final int EVERY = Integer.getInteger("stall.every", 23);
  private static final Pattern ONLY = Pattern.compile(System.getProperty("stall.only", ""));
  private static final int AT_ONCE = 2;
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofHours(4);

  /// Parts differ by their place alone.
  private static final int PARTS_TRIED = 2;

  private final AtomicInteger runs = new AtomicInteger();

  @TempDir Path directory;

  private record Ended(boolean met, String state, EndState end, List<Point> happened) {}

  @Test
  void whatALateWriteDoublesIsFoundAndRemoved() throws Exception {
    var smooth = run(null);
    assertThat(smooth.state()).isEqualTo("READY_FOR_DISTRIBUTION");
    var points = new ArrayList<Point>();
    for (Point one : smooth.happened()) {
      if (one.call().equals("PUT part") && one.nth() > PARTS_TRIED) {
        continue;
      }
      for (Moment moment : Moment.values()) {
        points.add(new Point(one.call(), one.nth(), moment, true));
        points.add(new Point(one.call(), one.nth(), moment, false));
      }
    }
    assertThat(points).doesNotHaveDuplicates().hasSizeGreaterThan(200);
    var chosen = new ArrayList<Point>();
    for (int i = 0; i < points.size(); i += EVERY) {
      if (ONLY.matcher(points.get(i).toString()).find()) {
        chosen.add(points.get(i));
      }
    }

    List<String> lines = runAll(chosen, smooth.end());

    Files.createDirectories(TABLE.toAbsolutePath().getParent());
    Files.write(TABLE, lines);
    assertThat(lines).allMatch(line -> line.startsWith("exact"));
  }

  private List<String> runAll(List<Point> points, EndState expected) throws Exception {
    var waiting = new ConcurrentLinkedQueue<>(points);
    var lines = new ConcurrentLinkedQueue<String>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var workers = new ArrayList<Future<?>>();
      for (int i = 0; i < AT_ONCE; i++) {
        workers.add(
            threads.submit(
                () -> {
                  for (Point next = waiting.poll(); next != null; next = waiting.poll()) {
                    lines.add(told(next, expected));
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    return lines.stream().sorted().toList();
  }

  private String told(Point point, EndState expected) {
    try {
      var ended = run(point);
      if (!ended.met()) {
        return "exact (did not come again): " + point;
      }
      String difference = ended.end().difference(expected);
      return ended.state().equals("READY_FOR_DISTRIBUTION") && difference.isEmpty()
          ? "exact: " + point
          : "WRONG: " + point + ": " + ended.state() + " " + difference;
    } catch (Exception | AssertionError e) {
      return "WRONG: " + point + ": " + e;
    }
  }

  private Ended run(@org.jspecify.annotations.Nullable Point point) throws Exception {
    Path place = directory.resolve("run-" + runs.incrementAndGet());
    var clock = SimulatorClock.fixedAt(Instant.now());
    var stall = new Stall(point);
    try (var local = SlipwayLocal.start(Voyage.options(place, clock, stall));
        var s3 = LocalS3.client(local)) {
      var apple = local.simulator().orElseThrow();
      apple.createApp(
          NewApp.of("com.example.app", "Example")
              .locales("en-US", "de-DE")
              .liveVersion("1.0", "1")
              .withScreenshots());
      String connection = Voyage.connect(local, apple);
      stall.arm(apple);
      Voyage.FILES.forEach(
          (path, content) ->
              s3.putObject(
                  put -> put.bucket(local.dropBucket()).key(connection + "/1.1/" + path),
                  RequestBody.fromBytes(content)));
      String state = sail(local);
      stall.finish();
      // Whatever came of it is seen to, and whatever is still on its way finds nothing left to do.
      for (int i = 0; i < 3; i++) {
        local.advance(Duration.ofMinutes(10));
      }
      if (!state.startsWith("READY")) {
        state = sail(local);
      }
      return new Ended(stall.wasMet(), state, EndState.of(apple.snapshot()), stall.happened());
    }
  }

  private static String sail(SlipwayLocal local) throws Exception {
    var start = local.clock().instant();
    local.settle();
    for (int step = 0; ; step++) {
      if (step % 5 == 0) {
        var release = Voyage.newest(local);
        String state = release.path("state").asText();
        boolean over =
            switch (state) {
              case "READY_FOR_DISTRIBUTION" -> true;
              case "NEEDS_ATTENTION", "REJECTED", "CANCELED", "SUPERSEDED" -> true;
              default -> false;
            };
        if (over) {
          return state.equals("READY_FOR_DISTRIBUTION") ? state : release.toString();
        }
        if (Duration.between(start, local.clock().instant()).compareTo(PATIENCE) > 0) {
          return "not out after " + PATIENCE + ": " + release + local.failures();
        }
      }
      local.advance(STEP);
    }
  }
}
