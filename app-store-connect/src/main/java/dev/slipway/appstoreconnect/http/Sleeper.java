package dev.slipway.appstoreconnect.http;

import java.time.Duration;

/// Waits; a parameter so that tests need not wait.
@FunctionalInterface
public interface Sleeper {
  /// Returns after this time.
  void sleep(Duration duration) throws InterruptedException;

  /// Returns a sleeper that really waits.
  static Sleeper real() {
    return Thread::sleep;
  }
}
