package dev.slipway.simulator.http;

import dev.slipway.simulator.settings.RateUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Counts the requests of each key in a rolling hour and, if configured, in a rolling minute
/// (apple-doc: Identifying Rate Limits).
final class RateLimits {
  private final int hourLimit;
  private final int minuteLimit;
  private final Map<String, Deque<Instant>> calls = new HashMap<>();
  private int lowestRemaining;
  private long refused;

  RateLimits(int hourLimit, int minuteLimit) {
    this.hourLimit = hourLimit;
    this.minuteLimit = minuteLimit;
    this.lowestRemaining = hourLimit;
  }

  /// Whether a call is allowed, and the header to send.
  record Answer(boolean allowed, String header) {}

  /// Counts a call of a key, unless the key is over its limit.
  synchronized Answer take(String keyId, Instant now) {
    Deque<Instant> mine = calls.computeIfAbsent(keyId, id -> new ArrayDeque<>());
    Instant hourAgo = now.minus(Duration.ofHours(1));
    while (!mine.isEmpty() && !mine.peekFirst().isAfter(hourAgo)) {
      mine.pollFirst();
    }
    Instant minuteAgo = now.minus(Duration.ofMinutes(1));
    int lastMinute =
        minuteLimit == 0 ? 0 : (int) mine.stream().filter(at -> at.isAfter(minuteAgo)).count();
    boolean allowed = mine.size() < hourLimit && (minuteLimit == 0 || lastMinute < minuteLimit);
    if (allowed) {
      mine.addLast(now);
      lastMinute++;
    } else {
      refused++;
    }
    lowestRemaining = Math.min(lowestRemaining, hourLimit - mine.size());
    return new Answer(allowed, header(hourLimit - mine.size(), minuteLimit - lastMinute));
  }

  /// Returns how much of their limits the keys have used.
  synchronized RateUse use() {
    return new RateUse(lowestRemaining, refused);
  }

  /// Returns the header for a call that belongs to no key.
  String header() {
    return header(hourLimit, minuteLimit);
  }

  private String header(int hourLeft, int minuteLeft) {
    String hour = "user-hour-lim:" + hourLimit + ";user-hour-rem:" + Math.max(0, hourLeft) + ";";
    return minuteLimit == 0
        ? hour
        : hour
            + "user-minute-lim:"
            + minuteLimit
            + ";user-minute-rem:"
            + Math.max(0, minuteLeft)
            + ";";
  }
}
