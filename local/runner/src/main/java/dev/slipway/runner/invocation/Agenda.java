package dev.slipway.runner.invocation;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// Work that is due at times of the shared clock, ordered by time, then by entry. Safe for use by
/// many threads.
public final class Agenda {
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
  private long order;

  private record Entry(Instant due, long order, Runnable work) {}

  /// Adds work for a time.
  public synchronized void at(Instant due, Runnable work) {
    entries.add(new Entry(due, order++, work));
  }

  /// Returns the time when the next work is due; empty when there is no work.
  public synchronized Optional<Instant> nextDue() {
    return Optional.ofNullable(entries.peek()).map(Entry::due);
  }

  /// Removes and returns the next work that is due at `now`.
  public synchronized Optional<Runnable> takeDue(Instant now) {
    Entry next = entries.peek();
    if (next == null || next.due().isAfter(now)) {
      return Optional.empty();
    }
    entries.remove(next);
    return Optional.of(next.work());
  }
}
