package dev.slipway.releases.plan;

import java.time.Duration;
import java.time.Instant;

/// How often Apple is asked about a build that it processes: at most twice in the ten minutes that
/// processing usually takes, then less and less often, and for a day at most (apple-help, build
/// upload statuses: beyond 24 h contact support).
final class ProcessingPatience {
  private static final Duration FIRST = Duration.ofMinutes(6);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /// After this long a person should look.
  static final Duration LIMIT = Duration.ofHours(24);

  private ProcessingPatience() {}

  /// @param looks how often Apple was asked since the commit
  /// @param last the last look, or the commit when there was none
  static Instant next(int looks, Instant last) {
    var pause = FIRST.multipliedBy(Math.max(1, looks));
    return last.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
  }
}
