package dev.slipway.lambda;

import java.io.IOException;

/// Functions that can be called, wherever they run.
public interface Functions extends AutoCloseable {
  /// Calls one and waits for its answer.
  ///
  /// @param logicalId as template.yaml has it
  byte[] invoke(String logicalId, byte[] event) throws IOException, InterruptedException;

  @Override
  void close();
}
