package dev.slipway.releases.content;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Works through items on a few virtual threads at once.
///
/// If one item needs another look at Apple, only that item ends: the others are finished first. Any
/// other exception stops further items from starting.
final class BoundedWork {
  /// The number of items at once for one key: Apple refuses bursts even within the hour's quota
  /// (Apple developer forum 731014).
  static final int AT_ONCE = 4;

  private final Journal journal;
  private @Nullable RoundEndedException lookAgain;
  private @Nullable RuntimeException end;

  private BoundedWork(Journal journal) {
    this.journal = journal;
  }

  /// Works on every item; throws the first exception that ended the work, if any.
  static <T> void each(Collection<T> items, Journal journal, Consumer<T> work)
      throws InterruptedException {
    var run = new BoundedWork(journal);
    var queue = new ConcurrentLinkedQueue<>(items);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var workers =
          IntStream.range(0, Math.min(AT_ONCE, items.size()))
              .<Future<?>>mapToObj(_ -> executor.submit(() -> run.drain(queue, work)))
              .toList();
      try {
        for (Future<?> worker : workers) {
          worker.get();
        }
      } catch (InterruptedException e) {
        executor.shutdownNow();
        throw e;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a worker failed unexpectedly", e.getCause());
      }
    }
    run.rethrow();
  }

  private <T> void drain(Queue<T> queue, Consumer<T> work) {
    for (T item = queue.poll(); item != null && mayGoOn(); item = queue.poll()) {
      try {
        work.accept(item);
      } catch (RoundEndedException e) {
        switch (e.end()) {
          case LookAgain _ -> lookAgain(e);
          case ContentOutcome _ -> end(e);
        }
      } catch (RuntimeException e) {
        end(e);
      }
    }
  }

  private synchronized boolean mayGoOn() {
    return end == null;
  }

  private synchronized void lookAgain(RoundEndedException e) {
    lookAgain = e;
  }

  private void end(RuntimeException e) {
    synchronized (this) {
      if (end == null) {
        end = e;
      }
    }
    journal.stop();
  }

  private synchronized void rethrow() {
    if (end != null) {
      throw end;
    }
    if (lookAgain != null) {
      throw lookAgain;
    }
  }
}
