package dev.slipway.runner.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Worker processes that live from run to run, and the next one that starts meanwhile. Safe for use
/// by many threads.
final class ProcessPool implements AutoCloseable {
  private static final int SPARE = 2;

  private final Deque<WorkerProcess> idle = new ArrayDeque<>();
  private final List<WorkerProcess> all = new ArrayList<>();

  /// One that nobody else uses.
  synchronized WorkerProcess take() {
    while (idle.size() < SPARE) {
      try {
        var fresh = WorkerProcess.start();
        all.add(fresh);
        idle.addLast(fresh);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return idle.removeFirst();
  }

  /// Takes one back for the next run.
  synchronized void give(WorkerProcess process) {
    if (process.isAlive()) {
      idle.addFirst(process);
    }
  }

  @Override
  public synchronized void close() {
    all.forEach(WorkerProcess::close);
  }
}
