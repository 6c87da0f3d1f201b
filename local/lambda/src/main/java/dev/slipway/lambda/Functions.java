package dev.slipway.lambda;

import java.io.IOException;

/// Functions that can be invoked, wherever they run.
public interface Functions extends AutoCloseable {
  /// Invokes a function and waits for its answer.
  ///
  /// @param logicalId logical id in template.yaml
  byte[] invoke(String logicalId, byte[] event) throws IOException, InterruptedException;

  @Override
  void close();
}
