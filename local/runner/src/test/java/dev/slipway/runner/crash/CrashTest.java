package dev.slipway.runner.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release gets out, exactly once and whole, wherever on its way something dies or gets lost.
///
/// A first run takes down every call and every trigger; then there is one run for each of them and
/// each thing that can happen to it. Here every seventh point is run; `make crash-test`
/// (`-Dcrash.every=1`) runs all and prints the table that is left in `target/crash-test.txt`.
class CrashTest {
  private static final Path TABLE = Path.of("target/crash-test.txt");
  private static final int EVERY = Integer.getInteger("crash.every", 7);
  private static final Pattern ONLY = Pattern.compile(System.getProperty("crash.only", ""));
  private static final int AT_ONCE = 2;
  private static final int LEAST_POINTS = 300;

  /// Parts in flight when a worker dies.
  private static final int PARTS_IN_FLIGHT = 8;

  private final AtomicInteger runs = new AtomicInteger();

  @TempDir Path directory;

  @Test
  void aReleaseGetsOutOnceAndWholeWhereverSomethingDies() throws Exception {
    var smooth = run(null);
    assertThat(smooth.trouble()).isEmpty();
    assertWhole(smooth.end());
    List<Point> all = Points.of(smooth.happened());
    assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(LEAST_POINTS);
    var chosen =
        IntStream.range(0, all.size())
            .filter(i -> i % EVERY == 0)
            .mapToObj(all::get)
            .filter(point -> ONLY.matcher(point.toString()).find())
            .toList();

    var report = runAll(chosen, smooth);

    Files.createDirectories(TABLE.toAbsolutePath().getParent());
    Files.writeString(TABLE, report.text());
    assertThat(report.failures()).isEmpty();
    assertThat(report.notMet()).as("points that did not come again").isLessThan(all.size() / 20);
  }

  /// What the folder says, each thing once; that all other runs end like this one is then enough.
  private static void assertWhole(EndState end) throws IOException {
    assertThat(end.count("buildUpload ")).isEqualTo(1);
    assertThat(end.count("build 1.1 ")).isEqualTo(1);
    assertThat(end.count("version 1.1 READY_FOR_DISTRIBUTION")).isEqualTo(1);
    assertThat(end.count("reviewSubmission COMPLETE items=1 ")).isEqualTo(1);
    assertThat(end.count("reviewSubmission ")).isEqualTo(1);
    assertThat(end.count("screenshots 1.1 ")).isEqualTo(4);
    String all = String.join("\n", end.lines());
    Voyage.FOLDER.writeTo(
        (path, content) -> {
          if (path.endsWith(".txt")) {
            assertThat(all).as(path).contains(new String(content).strip());
          } else if (path.endsWith(".png")) {
            String name = Path.of(path).getFileName().toString();
            assertThat(all).as(path).containsOnlyOnce(name + " " + Checksum.md5(content));
          }
        });
  }

  private Report runAll(List<Point> points, Voyage.Ended smooth) throws Exception {
    var report = new Report();
    var waiting = new ConcurrentLinkedQueue<>(points);
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var workers = new ArrayList<Future<?>>();
      for (int i = 0; i < AT_ONCE; i++) {
        workers.add(
            threads.submit(
                () -> {
                  for (Point next = waiting.poll(); next != null; next = waiting.poll()) {
                    judge(next, smooth, report);
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    return report;
  }

  private void judge(Point point, Voyage.Ended smooth, Report report) {
    try {
      var ended = run(point);
      if (!ended.met()) {
        report.missed(point);
        return;
      }
      report.add(point, fault(ended, smooth));
    } catch (Exception | AssertionError e) {
      report.add(point, e.toString());
    }
  }

  private static String fault(Voyage.Ended ended, Voyage.Ended smooth) {
    if (!ended.trouble().isEmpty()) {
      return ended.trouble();
    }
    long again = ended.parts() - smooth.parts();
    if (again > PARTS_IN_FLIGHT) {
      return again + " parts were sent again";
    }
    return ended.end().difference(smooth.end());
  }

  private Voyage.Ended run(Point point) throws Exception {
    Path place = directory.resolve("run-" + runs.incrementAndGet());
    try {
      return Voyage.run(place, point);
    } finally {
      delete(place);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
