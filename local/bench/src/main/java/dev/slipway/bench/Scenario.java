package dev.slipway.bench;

import java.time.Duration;

/// A store to send to, and how much.
record Scenario(boolean tls, Duration delay, long sizeBytes) {
  String title() {
    return (tls ? "TLS" : "plain") + ", " + delay.toMillis() + " ms per part";
  }

  /// Whether a way tells something here: how many threads copy best, and what a checksum costs, is
  /// seen without delay.
  boolean hasPlaceFor(Way way) {
    return delay.isZero() || (way != Way.PUMP_4 && way != Way.CHECKED);
  }
}
