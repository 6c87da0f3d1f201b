package dev.slipway.bench.ways;

import java.io.IOException;

/// A way to carry out a job. Returns when the store has confirmed every part.
@FunctionalInterface
public interface Contender {
  /// Moves all bytes.
  ///
  /// @throws IOException when a part could not be read or was not taken
  void carryOut(Job job) throws IOException, InterruptedException;
}
