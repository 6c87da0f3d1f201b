package dev.slipway.releases.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Runs the same work for many items, 16 at a time.
public final class SideBySide {
  static final int AT_ONCE = 16;

  private SideBySide() {}

  /// Returns the results of the work, in the order of the items.
  ///
  /// @throws RuntimeException the exception of the first item that failed
  public static <I, O> List<O> each(List<I> items, Function<I, O> work) {
    var gate = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun = new ArrayList<Future<O>>();
      for (I item : items) {
        begun.add(threads.submit(() -> one(gate, item, work)));
      }
      var done = new ArrayList<O>();
      for (Future<O> pending : begun) {
        done.add(pending.get());
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading records", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("reading a record failed", e);
    }
  }

  private static <I, O> O one(Semaphore gate, I item, Function<I, O> work)
      throws InterruptedException {
    gate.acquire();
    try {
      return work.apply(item);
    } finally {
      gate.release();
    }
  }
}
