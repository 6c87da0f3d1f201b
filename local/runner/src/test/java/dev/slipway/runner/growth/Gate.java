package dev.slipway.runner.growth;

import dev.slipway.runner.invocation.Interference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Comes between events and functions: passes events on, drops them, or holds them, so that one
/// kind of work runs at a time and its requests can be told from those of others. Safe for use by
/// many threads.
final class Gate implements Interference {
  private final Deque<Held> held = new ArrayDeque<>();
  private Predicate<Trigger> passed = _ -> true;
  private Predicate<Trigger> kept = _ -> false;

  private record Held(Trigger trigger, Runnable delivery) {}

  /// Deliveries of one kind that can run together.
  record Batch(Trigger trigger, List<Runnable> deliveries) {}

  /// Passes some events on at once, holds others, and drops the rest.
  synchronized void sort(Predicate<Trigger> eventsToPass, Predicate<Trigger> eventsToHold) {
    passed = eventsToPass;
    kept = eventsToHold;
  }

  /// Takes the next event, with all others of its kind.
  synchronized Optional<Batch> take() {
    if (held.isEmpty()) {
      return Optional.empty();
    }
    var trigger = held.getFirst().trigger;
    var deliveries = new ArrayList<Runnable>();
    for (Held one : List.copyOf(held)) {
      if (one.trigger.equals(trigger)) {
        deliveries.add(one.delivery);
        held.remove(one);
      }
    }
    return Optional.of(new Batch(trigger, deliveries));
  }

  @Override
  public void deliver(String function, String event, Runnable delivery) {
    var trigger = Trigger.of(function, event);
    synchronized (this) {
      if (!passed.test(trigger)) {
        if (kept.test(trigger)) {
          held.add(new Held(trigger, delivery));
        }
        return;
      }
    }
    delivery.run();
  }
}
