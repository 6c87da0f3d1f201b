package dev.slipway.runner.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tries points, a few at once, and takes down in a report how each ended. Safe for use by many
/// threads.
final class Trials {
  private static final int AT_ONCE = 2;

  /// Parts in flight when a worker dies.
  private static final int PARTS_IN_FLIGHT = 8;

  private final AtomicInteger runs = new AtomicInteger();
  private final Path directory;
  private final Report report;

  /// One point to try.
  ///
  /// @param smooth how the trial ends when nothing goes wrong
  record Attempt(Point point, Trial trial, Ended smooth) {}

  Trials(Path directory, Report report) {
    this.directory = directory;
    this.report = report;
  }

  /// Runs one trial.
  ///
  /// @param point null when nothing goes wrong
  Ended run(Trial trial, @Nullable Point point) throws Exception {
    Path place = directory.resolve("run-" + runs.incrementAndGet());
    try {
      return trial.run(place, point);
    } finally {
      delete(place);
    }
  }

  void runAll(List<Attempt> attempts) throws Exception {
    var waiting = new ConcurrentLinkedQueue<>(attempts);
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var workers = new ArrayList<Future<?>>();
      for (int i = 0; i < AT_ONCE; i++) {
        workers.add(
            threads.submit(
                () -> {
                  for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                    judge(next);
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
  }

  private void judge(Attempt attempt) {
    try {
      var ended = run(attempt.trial(), attempt.point());
      if (!ended.met()) {
        report.missed(attempt.point());
        return;
      }
      report.add(attempt.point(), fault(ended, attempt.smooth()));
    } catch (Exception | AssertionError e) {
      report.add(attempt.point(), e.toString());
    }
  }

  private static String fault(Ended ended, Ended smooth) {
    if (!ended.trouble().isEmpty()) {
      return ended.trouble();
    }
    long again = ended.parts() - smooth.parts();
    if (again > PARTS_IN_FLIGHT) {
      return again + " parts were sent again";
    }
    return ended.end().difference(smooth.end());
  }

  /// Deletes a trial's files. The last request of a worker that died may still be on its way then,
  /// so a file may come or go meanwhile, which says nothing about the product.
  private static void delete(Path directory) throws IOException {
    for (int left = 5; Files.exists(directory); left--) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (DirectoryNotEmptyException | UncheckedIOException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }
}
