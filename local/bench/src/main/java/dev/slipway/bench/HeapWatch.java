package dev.slipway.bench;

import java.time.Duration;

/// Samples the heap every 2 ms and keeps the maximum. Garbage that is not yet collected counts, so
/// the figure is above what the program needs.
final class HeapWatch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(2);

  private final Thread thread;
  private volatile long peakBytes;

  HeapWatch() {
    thread = Thread.ofPlatform().daemon().name("heap-watch").start(this::watch);
  }

  /// Returns the maximum so far.
  long peakBytes() {
    look();
    return peakBytes;
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() {
    var runtime = Runtime.getRuntime();
    peakBytes = Math.max(peakBytes, runtime.totalMemory() - runtime.freeMemory());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
