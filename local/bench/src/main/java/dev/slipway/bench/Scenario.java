package dev.slipway.bench;

import dev.slipway.bench.ways.Way;
import java.time.Duration;

/// A store to send to, and how many bytes.
///
/// @param checksums whether the store answers each part with its MD5, as S3 does, or without an
///   entity tag
record Scenario(boolean tls, Duration delay, boolean checksums, long sizeBytes) {
  String title() {
    return (tls ? "TLS" : "plain")
        + ", "
        + delay.toMillis()
        + " ms per part"
        + (checksums ? ", answered with its MD5" : "");
  }

  /// Returns whether a way is worth running here: the best number of copying threads and the cost
  /// of a checksum show only without delay.
  boolean hasPlaceFor(Way way) {
    return delay.isZero() || (way != Way.PUMP_4 && way != Way.CHECKED);
  }
}
