package dev.slipway.bench.ways;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/// Runs virtual threads that take parts from one queue.
final class PartThreads {
  private PartThreads() {}

  /// What one thread does with the parts that it takes.
  @FunctionalInterface
  interface PartLoop {
    void run(ConcurrentLinkedQueue<Job.Part> parts) throws IOException;
  }

  /// Runs this many loops over the parts of a job until the queue is empty.
  static void run(Job job, int threads, PartLoop loop) throws IOException, InterruptedException {
    var parts = new ConcurrentLinkedQueue<>(job.parts());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ExecutorCompletionService<Boolean>(executor);
      for (int i = 0; i < threads; i++) {
        running.submit(
            () -> {
              loop.run(parts);
              return true;
            });
      }
      for (int i = 0; i < threads; i++) {
        try {
          running.take().get();
        } catch (ExecutionException e) {
          executor.shutdownNow();
          throw new IOException("a part was not sent: " + e.getCause(), e);
        }
      }
    }
  }
}
