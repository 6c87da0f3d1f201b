package dev.slipway.releases.steps;

import dev.slipway.releases.model.ledgers.ContentLedger;
import java.time.Duration;
import java.time.Instant;

/// Decides how often Apple is asked about media that it processes: images take seconds, so the
/// first look is usually the last one; videos take minutes to hours (apple-help, app preview
/// specifications).
final class MediaPatience {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private MediaPatience() {}

  static Instant next(ContentLedger content) {
    var since = content.processingSince();
    if (since == null) {
      return Instant.MIN;
    }
    // 30 s, 2 min, 4.5 min, 8 min …: after n looks the next one is n + 1 steps away.
    long step = content.looks() + 1L;
    var pause = FIRST.multipliedBy(step * step);
    var least = LONGEST.multipliedBy(step);
    return since.plus(pause.compareTo(least) < 0 ? pause : least);
  }
}
