package dev.slipway.runner.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.LocalS3;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.crash.Stall.Moment;
import dev.slipway.runner.crash.Stall.Point;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// A worker is held between its last look at its lease and Apple's taking of its write, for every
/// write of a release (and at every read, as one that is stopped before that look); its lease runs
/// out, another worker goes on, then the write takes effect after all. What doubles is found and
/// removed: the end is that of a release without trouble.
///
/// Here every 31st point is run; `-Dstall.every=1` runs all and leaves the table in
/// `target/stall-test.txt`; `-Dstall.only=<regular expression>` those whose line matches.
@Tag("proof")
class StalledWorkerTest {
  private static final Path TABLE = Path.of("target/stall-test.txt");
  private static final int EVERY = Integer.getInteger("stall.every", 31);
  private static final Pattern ONLY = Pattern.compile(System.getProperty("stall.only", ""));
  private static final int AT_ONCE = 2;
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofHours(4);

  /// Parts differ by their place alone.
  private static final int PARTS_TRIED = 2;

  static final Map<String, byte[]> NEWER = newer();

  private final AtomicInteger runs = new AtomicInteger();

  @TempDir Path directory;

  /// The same folder with the next version, other descriptions and other pictures.
  private static Map<String, byte[]> newer() {
    var files = new LinkedHashMap<String, byte[]>();
    try {
      Voyage.FOLDER
          .ipa(SampleIpa.Spec.of("com.example.app", "1.2", "3").withPayloadBytes(100_000))
          .file("metadata/en-US/description.txt", "The newer description.")
          .file("metadata/de-DE/keywords.txt", "neuer")
          .screenshots(1)
          .writeTo(files::put);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private enum Drops {
    OLDER,
    NEWER,
    BOTH
  }

  private record Ended(boolean met, String state, EndState end, List<Point> happened) {}

  @Test
  void whatALateWriteDoublesIsFoundAndRemoved() throws Exception {
    var smooth = run(null, Drops.OLDER);
    assertThat(smooth.state()).isEqualTo("READY_FOR_DISTRIBUTION");
    var points = new ArrayList<Point>();
    for (Point one : smooth.happened()) {
      if (one.call().equals("PUT part") && one.nth() > PARTS_TRIED) {
        continue;
      }
      for (Moment moment : Moment.values()) {
        boolean reads = one.call().startsWith("GET ");
        if (reads && moment == Moment.SAME_WRITE) {
          continue;
        }
        points.add(new Point(one.call(), one.nth(), moment, true));
        if (!reads && moment != Moment.AFTER_THE_END) {
          points.add(new Point(one.call(), one.nth(), moment, false));
        }
      }
    }
    assertThat(points).doesNotHaveDuplicates().hasSizeGreaterThan(200);
    var chosen = chosen(points);

    List<String> lines = runAll(chosen, smooth.end(), Drops.OLDER);

    Files.createDirectories(TABLE.toAbsolutePath().getParent());
    Files.write(TABLE, lines);
    assertThat(lines).allMatch(line -> line.startsWith("exact"));
  }

  /// The older drop's worker is held; the newer drop, with other texts, takes its place and gets
  /// out.
  @Test
  void anOlderDropsLateWriteDoesNotUndoTheNewerOne() throws Exception {
    var older = run(null, Drops.OLDER).happened();
    var smooth = run(null, Drops.NEWER);
    assertThat(smooth.state()).isEqualTo("READY_FOR_DISTRIBUTION");
    var points = new ArrayList<Point>();
    for (Point one : older) {
      if (one.call().startsWith("GET ") || one.call().equals("PUT part")) {
        continue;
      }
      if (one.call().equals("PATCH /v1/reviewSubmissions/{id}")) {
        // From here on the newer one waits behind the older one.
        break;
      }
      for (Moment moment : Moment.values()) {
        points.add(new Point(one.call(), one.nth(), moment, false));
      }
    }
    var chosen = chosen(points);

    List<String> lines = runAll(chosen, smooth.end(), Drops.BOTH);

    Files.write(Path.of("target/stall-overtaken-test.txt"), lines);
    assertThat(lines).allMatch(line -> line.startsWith("exact"));
  }

  private static List<Point> chosen(List<Point> points) {
    var chosen = new ArrayList<Point>();
    for (int i = 0; i < points.size(); i += EVERY) {
      if (ONLY.matcher(points.get(i).toString()).find()) {
        chosen.add(points.get(i));
      }
    }
    return chosen;
  }

  /// A build that the older drop brought to its end stays at Apple, unused; so does its entry. A
  /// reservation does not.
  private static EndState without(EndState end) {
    boolean overtaken = end.count("version 1.2 ") > 0;
    return new EndState(
        end.lines().stream()
            .filter(
                line ->
                    !overtaken
                        || !line.matches(
                            "(build|TestFlight) 1\\.1 .*|buildUpload 1\\.1 .*"
                                + " (COMPLETE|PROCESSING)"))
            .toList());
  }

  private List<String> runAll(List<Point> points, EndState expected, Drops drops) throws Exception {
    var waiting = new ConcurrentLinkedQueue<>(points);
    var lines = new ConcurrentLinkedQueue<String>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var workers = new ArrayList<Future<?>>();
      for (int i = 0; i < AT_ONCE; i++) {
        workers.add(
            threads.submit(
                () -> {
                  for (Point next = waiting.poll(); next != null; next = waiting.poll()) {
                    lines.add(told(next, expected, drops));
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    return lines.stream().sorted().toList();
  }

  private String told(Point point, EndState expected, Drops drops) {
    try {
      var ended = run(point, drops);
      if (!ended.met()) {
        return "exact (did not come again): " + point;
      }
      String difference = without(ended.end()).difference(without(expected));
      return ended.state().equals("READY_FOR_DISTRIBUTION") && difference.isEmpty()
          ? "exact: " + point
          : "WRONG: " + point + ": " + ended.state() + " " + difference;
    } catch (Exception | AssertionError e) {
      return "WRONG: " + point + ": " + e;
    }
  }

  private Ended run(@Nullable Point point, Drops drops) throws Exception {
    Path place = directory.resolve("run-" + runs.incrementAndGet());
    var clock = SimulatorClock.fixedAt(Voyage.START);
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
      BiConsumer<String, byte[]> put =
          (path, content) ->
              s3.putObject(
                  request -> request.bucket(local.dropBucket()).key(connection + "/" + path),
                  RequestBody.fromBytes(content));
      if (drops != Drops.NEWER) {
        Voyage.FILES.forEach((path, content) -> put.accept("1.1/" + path, content));
      }
      if (drops == Drops.NEWER) {
        NEWER.forEach((path, content) -> put.accept("1.2/" + path, content));
      } else if (drops == Drops.BOTH) {
        while (!stall.wasMet() && !Voyage.newest(local).path("state").asText().startsWith("W")) {
          local.advance(STEP);
        }
        clock.advance(Duration.ofSeconds(5));
        NEWER.forEach((path, content) -> put.accept("1.2/" + path, content));
      }
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
