package dev.slipway.drops;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads up to eight files at the same time.
public final class BoundedReads {
  static final int MAX_AT_ONCE = 8;

  private BoundedReads() {}

  /// Returns the results in the order of the reads.
  ///
  /// @throws IOException from the first read that fails; the others are then canceled
  public static <T> List<T> all(List<? extends Callable<T>> reads) throws IOException {
    var results = new ArrayList<T>(reads.size());
    if (reads.isEmpty()) {
      return results;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(MAX_AT_ONCE, Thread.ofVirtual().factory());
    try {
      var begun = new ArrayList<Future<T>>(reads.size());
      for (Callable<T> read : reads) {
        begun.add(threads.submit(read));
      }
      for (Future<T> read : begun) {
        results.add(read.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the drop's folder was read");
    } catch (ExecutionException e) {
      throw thrown(e);
    } finally {
      threads.shutdownNow();
    }
    return results;
  }

  private static IOException thrown(ExecutionException failure) {
    return switch (failure.getCause()) {
      case null -> new IOException(failure);
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> new IOException(e);
    };
  }
}
