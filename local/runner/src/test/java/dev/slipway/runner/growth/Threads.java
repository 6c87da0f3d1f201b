package dev.slipway.runner.growth;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Runs the same work many times, a few at once.
final class Threads {
  private static final int AT_ONCE = 8;
  private static final int BATCH = 10_000;

  private Threads() {}

  static <T> List<T> each(int count, IntFunction<T> work) throws InterruptedException {
    var all = new java.util.ArrayList<T>(count);
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int from = 0; from < count; from += BATCH) {
        var jobs =
            IntStream.range(from, Math.min(count, from + BATCH))
                .mapToObj(i -> (Callable<T>) () -> work.apply(i))
                .toList();
        for (var done : threads.invokeAll(jobs)) {
          all.add(done.get());
        }
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
