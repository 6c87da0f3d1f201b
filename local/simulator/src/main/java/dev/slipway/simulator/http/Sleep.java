package dev.slipway.simulator.http;

import java.time.Duration;

/// Waits in real time, for faults that delay an answer.
final class Sleep {
  private Sleep() {}

  static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
