package dev.slipway.bench.ways;

import java.io.IOException;

/// A way to run a job. Returns when the store has confirmed every part.
@FunctionalInterface
public interface Contender {
  /// Moves all bytes.
  ///
  /// @throws IOException if a part could not be read or the store refused it
  void carryOut(Job job) throws IOException, InterruptedException;
}
