package dev.slipway.localaws.endpoints;

import java.io.IOException;

/// An endpoint that is there until it is closed.
public record OpenEndpoint(Endpoint endpoint, Closing closing) implements AutoCloseable {
  /// What ends with it.
  @FunctionalInterface
  public interface Closing {
    /// Ends a server that was started for this.
    void close() throws IOException;
  }

  /// Of a server that others started and end.
  static OpenEndpoint of(Endpoint endpoint) {
    return new OpenEndpoint(endpoint, () -> {});
  }

  @Override
  public void close() throws IOException {
    closing.close();
  }
}
