package dev.slipway.appstoreconnect.http;

import java.time.Duration;

/// Waits; passed in so that tests need not.
@FunctionalInterface
public interface Sleeper {
  /// Returns after that time.
  void sleep(Duration duration) throws InterruptedException;

  /// Really waits.
  static Sleeper real() {
    return Thread::sleep;
  }
}
