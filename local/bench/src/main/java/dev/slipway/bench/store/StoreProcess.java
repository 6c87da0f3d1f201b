package dev.slipway.bench.store;

import java.io.IOException;

/// A JVM of its own for the store, so that what it costs is not laid at a contender's door. Prints
/// the addresses, plain first, and ends with its standard input.
public final class StoreProcess {
  private StoreProcess() {}

  public static void main(String[] arguments) throws IOException {
    try (var plain = LoopbackStore.start(false);
        var tls = LoopbackStore.start(true)) {
      System.out.println(plain.address());
      System.out.println(tls.address());
      while (System.in.read() >= 0) {
        // Waits for the end: nothing is ever said.
      }
    }
    System.exit(0);
  }
}
