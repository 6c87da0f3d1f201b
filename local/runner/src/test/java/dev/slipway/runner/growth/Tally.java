package dev.slipway.runner.growth;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The work of functions over some time, and the requests that it took. Not safe for use by many
/// threads.
final class Tally {
  private final Map<Trigger, Work> work = new TreeMap<>();

  /// The work of one kind of invocation.
  static final class Work {
    private static final Comparator<Kind> BY_NAME =
        Comparator.comparing(Kind::service)
            .thenComparing(Kind::operation)
            .thenComparing(Kind::place);

    final Map<Kind, Long> requests = new TreeMap<>(BY_NAME);
    long invocations;
    long appleCalls;
    long millis;

    long requests(Predicate<Kind> which) {
      return requests.entrySet().stream()
          .filter(entry -> which.test(entry.getKey()))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    void add(Work more) {
      more.requests.forEach((kind, number) -> requests.merge(kind, number, Long::sum));
      invocations += more.invocations;
      appleCalls += more.appleCalls;
      millis += more.millis;
    }
  }

  void add(Trigger trigger, Work more) {
    work.computeIfAbsent(trigger, _ -> new Work()).add(more);
  }

  Map<Trigger, Work> work() {
    return work;
  }

  long requests(Predicate<Kind> which) {
    return work.values().stream().mapToLong(one -> one.requests(which)).sum();
  }

  long appleCalls() {
    return work.values().stream().mapToLong(one -> one.appleCalls).sum();
  }

  long invocations() {
    return work.values().stream().mapToLong(one -> one.invocations).sum();
  }
}
