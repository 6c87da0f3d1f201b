package dev.slipway.releases.reconcile;

import dev.slipway.releases.model.WriteKind;
import java.time.Duration;
import java.util.function.Supplier;

/// One invocation's work on a release.
///
/// @param owner names the invocation, in leases
/// @param remaining how long the invocation may still run
public record Invocation(String owner, Supplier<Duration> remaining) {
  private static final Duration NEEDED_TO_RECORD = Duration.ofSeconds(20);
  private static final Duration NEEDED_FOR_A_PART = Duration.ofSeconds(90);

  /// Returns whether there is time for another step: a call, and the time to record it.
  boolean hasTimeForStep() {
    return exceeds(WriteKind.shortestDeadline().plus(NEEDED_TO_RECORD));
  }

  /// Returns whether there is time for a write that takes longer than a step usually does, and the
  /// time to record it.
  boolean hasTimeFor(WriteKind write) {
    return write.deadline().equals(WriteKind.shortestDeadline())
        || exceeds(write.deadline().plus(NEEDED_TO_RECORD));
  }

  /// Returns whether there is time for another part.
  boolean hasTimeForPart() {
    return exceeds(NEEDED_FOR_A_PART);
  }

  private boolean exceeds(Duration needed) {
    return remaining.get().compareTo(needed) > 0;
  }
}
