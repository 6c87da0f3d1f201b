package dev.slipway.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// The last entries of a log, oldest first. Safe for use by many threads.
///
/// @param <T> what is logged
public final class Recent<T> {
  private final int most;
  private final Deque<T> entries = new ArrayDeque<>();

  /// @param most how many entries are kept
  public Recent(int most) {
    this.most = most;
  }

  /// Adds one, and drops the oldest when there are too many.
  public synchronized void add(T entry) {
    entries.addLast(entry);
    if (entries.size() > most) {
      entries.removeFirst();
    }
  }

  /// A copy of all that is kept.
  public synchronized List<T> all() {
    return List.copyOf(entries);
  }

  /// How many kept entries match.
  public synchronized long count(Predicate<T> matching) {
    return entries.stream().filter(matching).count();
  }

  /// Forgets everything so far.
  public synchronized void clear() {
    entries.clear();
  }
}
