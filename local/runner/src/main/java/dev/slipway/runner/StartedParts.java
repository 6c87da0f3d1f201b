package dev.slipway.runner;

import java.util.ArrayDeque;
import java.util.Deque;

/// The parts that [SlipwayLocal] started and closes at its end. Not thread-safe.
final class StartedParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /// Adds a part that has started.
  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /// Closes every part, in reverse order of their start.
  ///
  /// @throws IllegalStateException after closing all parts, when one of them failed to close
  @Override
  public void close() {
    IllegalStateException failure = null;
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("a part of the run failed to close", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
