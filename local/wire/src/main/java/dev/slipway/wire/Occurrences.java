package dev.slipway.wire;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts the requests that a scripted fault matches and selects those that it hits. Safe for use
/// by many threads.
public final class Occurrences {
  private final AtomicInteger matched = new AtomicInteger();
  private final int first;
  private final int times;

  /// @param first number of the first request to hit, counted from 1
  /// @param times how many requests to hit from there
  public Occurrences(int first, int times) {
    this.first = first;
    this.times = times;
  }

  /// Counts one request and returns whether it is hit.
  public boolean take() {
    int number = matched.incrementAndGet();
    return number >= first && number < (long) first + times;
  }

  /// Returns how many requests matched so far.
  public int matched() {
    return matched.get();
  }

  /// Returns whether no later request can be hit.
  public boolean isSpent() {
    return matched.get() >= (long) first + times - 1;
  }
}
