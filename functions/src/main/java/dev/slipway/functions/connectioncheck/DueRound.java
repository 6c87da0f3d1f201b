package dev.slipway.functions.connectioncheck;

import dev.slipway.releases.store.SweepHeartbeat;
import dev.slipway.releases.store.SweepHeartbeat.Beat;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The round over the checks that are due, every five minutes. It also watches the sweep of
/// review-status: while none has ended for 15 minutes, each round fails, so that an alarm on
/// Lambda's own metric of errors rings. A sweep that hangs or never starts cannot report that.
/// Thread-safe.
final class DueRound {
  private static final Logger LOGGER = System.getLogger(DueRound.class.getName());
  private static final Duration LATE = Duration.ofMinutes(15);

  /// Lambda repeats a failed invocation one minute after its end and two minutes after that, and
  /// then sends the event to the failure queue. The next round repeats everything anyway, so the
  /// repetitions end at once: a failure is one error in five minutes, and no event to put back.
  private static final Duration REPEATED_WITHIN = Duration.ofMinutes(4);

  private final CheckRound round;
  private final SweepHeartbeat heartbeat;
  private final InstantSource clock;

  /// When this version of the function started: with SnapStart, when its snapshot was taken.
  private final Instant started;

  private volatile @Nullable Instant failedAt;

  DueRound(CheckRound round, SweepHeartbeat heartbeat, InstantSource clock) {
    this.round = round;
    this.heartbeat = heartbeat;
    this.clock = clock;
    this.started = clock.instant();
  }

  /// @param remainingMillis the remaining time of this invocation
  /// @throws IllegalStateException when no sweep has ended for 15 minutes
  void run(IntSupplier remainingMillis) {
    var failed = failedAt;
    if (failed != null && clock.instant().isBefore(failed.plus(REPEATED_WITHIN))) {
      LOGGER.log(Level.INFO, "The round failed a moment ago; the next one repeats it");
      return;
    }
    try {
      round.runDue(remainingMillis);
      requireSweep();
    } catch (RuntimeException e) {
      failedAt = clock.instant();
      throw e;
    }
  }

  /// Before the first sweep of a new stack, the 15 minutes count from the start.
  private void requireSweep() {
    Optional<Instant> ended = heartbeat.last().map(Beat::endedAt);
    if (clock.instant().isAfter(ended.orElse(started).plus(LATE))) {
      throw new IllegalStateException(
          ended
              .map(at -> "No sweep of releases has ended since " + at)
              .orElse("No sweep of releases has ever ended"));
    }
  }
}
