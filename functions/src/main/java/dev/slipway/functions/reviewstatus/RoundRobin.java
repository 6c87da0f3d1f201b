package dev.slipway.functions.reviewstatus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/// Orders items fairly: one item of each owner, then the next of each, so that the many items of
/// one owner do not delay the few of another.
final class RoundRobin {
  private RoundRobin() {}

  /// Returns the items in an order of this period alone: when time ends before all are reached, it
  /// is not always the same ones that wait.
  static <T> List<T> shuffled(List<T> items, long period) {
    var shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, new Random(period));
    return shuffled;
  }

  /// Returns the items in turns; those of one owner keep their order, and owners come in the order
  /// of their first items.
  static <T, K> List<T> order(List<T> items, Function<T, K> owner) {
    Map<K, List<T>> byOwner = new LinkedHashMap<>();
    items.forEach(
        item -> byOwner.computeIfAbsent(owner.apply(item), _ -> new ArrayList<>()).add(item));
    var ordered = new ArrayList<T>(items.size());
    for (int turn = 0; ordered.size() < items.size(); turn++) {
      for (List<T> own : byOwner.values()) {
        if (turn < own.size()) {
          ordered.add(own.get(turn));
        }
      }
    }
    return ordered;
  }
}
