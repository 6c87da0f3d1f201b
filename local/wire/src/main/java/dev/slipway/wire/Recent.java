package dev.slipway.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// The last entries of a log, oldest first. Safe for use by many threads.
///
/// @param <T> type of the entries
public final class Recent<T> {
  private final int most;
  private final Deque<T> entries = new ArrayDeque<>();

  /// @param most how many entries are kept
  public Recent(int most) {
    this.most = most;
  }

  /// Adds an entry, and drops the oldest if there are too many.
  public synchronized void add(T entry) {
    entries.addLast(entry);
    if (entries.size() > most) {
      entries.removeFirst();
    }
  }

  /// Returns a copy of the entries that are kept.
  public synchronized List<T> all() {
    return List.copyOf(entries);
  }

  /// Returns how many kept entries match.
  public synchronized long count(Predicate<T> matching) {
    return entries.stream().filter(matching).count();
  }

  /// Removes everything so far.
  public synchronized void clear() {
    entries.clear();
  }
}
