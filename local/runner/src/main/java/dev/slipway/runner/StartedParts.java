package dev.slipway.runner;

import java.util.ArrayDeque;
import java.util.Deque;

/// What [SlipwayLocal] started, to be closed with it. Not thread-safe.
final class StartedParts implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /// Adds a part that has started.
  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /// Closes every part, the one that started last first.
  ///
  /// @throws IllegalStateException after that, when a part failed to close
  @Override
  public void close() {
    IllegalStateException failure = null;
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("not everything ended cleanly", e);
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
