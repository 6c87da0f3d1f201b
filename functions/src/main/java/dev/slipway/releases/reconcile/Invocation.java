package dev.slipway.releases.reconcile;

import java.time.Duration;
import java.util.function.Supplier;

/// One invocation's work on a release.
///
/// @param owner names the invocation, in leases
/// @param remaining how long the invocation may still run
public record Invocation(String owner, Supplier<Duration> remaining) {
  private static final Duration NEEDED_FOR_A_STEP = Duration.ofSeconds(50);
  private static final Duration NEEDED_FOR_A_PART = Duration.ofSeconds(90);

  /// Returns whether there is time for another step: the longest write with its deadline, and the
  /// time to record it.
  boolean hasTimeForStep() {
    return remaining.get().compareTo(NEEDED_FOR_A_STEP) > 0;
  }

  /// Returns whether there is time for another part.
  boolean hasTimeForPart() {
    return remaining.get().compareTo(NEEDED_FOR_A_PART) > 0;
  }
}
