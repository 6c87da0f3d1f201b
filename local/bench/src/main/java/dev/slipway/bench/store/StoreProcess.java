package dev.slipway.bench.store;

import java.io.IOException;

/// A JVM of its own for the store, so that its cost is not counted as a contender's. Prints the
/// addresses, the one without TLS first, and ends when its standard input ends.
public final class StoreProcess {
  private StoreProcess() {}

  public static void main(String[] arguments) throws IOException {
    try (var plain = LoopbackStore.start(false);
        var tls = LoopbackStore.start(true)) {
      System.out.println(plain.address());
      System.out.println(tls.address());
      while (System.in.read() >= 0) {
        // Waits for the end; no line is ever sent.
      }
    }
    System.exit(0);
  }
}
