package dev.slipway.bench;

import java.time.Duration;

/// A store to send to, and how much.
record Scenario(boolean tls, Duration delay, long sizeBytes) {
  String title() {
    return (tls ? "TLS" : "plain") + ", " + delay.toMillis() + " ms per part";
  }
}
