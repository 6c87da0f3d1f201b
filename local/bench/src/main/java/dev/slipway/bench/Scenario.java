package dev.slipway.bench;

import dev.slipway.bench.ways.Way;
import java.time.Duration;

/// A store to send to, and how much.
///
/// @param checksums whether the store answers each part with its MD5, as S3 does, or with no entity
///   tag
record Scenario(boolean tls, Duration delay, boolean checksums, long sizeBytes) {
  String title() {
    return (tls ? "TLS" : "plain")
        + ", "
        + delay.toMillis()
        + " ms per part"
        + (checksums ? ", answered with its MD5" : "");
  }

  /// Whether a way tells something here: how many threads copy best, and what a checksum costs, is
  /// seen without delay.
  boolean hasPlaceFor(Way way) {
    return delay.isZero() || (way != Way.PUMP_4 && way != Way.CHECKED);
  }
}
