package dev.slipway.wire;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts the requests that a scripted fault matches, and picks those that it hits. Safe for use by
/// many threads.
public final class Occurrences {
  private final AtomicInteger matched = new AtomicInteger();
  private final int first;
  private final int times;

  /// @param first number of the first request that is hit, counted from 1
  /// @param times how many requests are hit from there on
  public Occurrences(int first, int times) {
    this.first = first;
    this.times = times;
  }

  /// Counts one request, and says whether it is hit.
  public boolean take() {
    int number = matched.incrementAndGet();
    return number >= first && number < (long) first + times;
  }

  /// How many requests matched so far.
  public int matched() {
    return matched.get();
  }

  /// Whether no later request is hit.
  public boolean isSpent() {
    return matched.get() >= (long) first + times - 1;
  }
}
