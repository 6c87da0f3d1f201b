package dev.slipway.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The faults that are waiting to happen. Safe for use by many threads.
public final class Faults {
  private final List<Fault> scripted = new CopyOnWriteArrayList<>();

  Faults() {}

  /// Adds faults; of several that match a call the first added wins.
  public void add(Fault... faults) {
    scripted.addAll(List.of(faults));
  }

  /// Forgets all faults.
  public void clear() {
    scripted.clear();
  }

  /// The faults that can still happen.
  public List<Fault> pending() {
    return scripted.stream().filter(fault -> !fault.isSpent()).toList();
  }

  /// All faults in the order they were added.
  List<Fault> all() {
    return scripted;
  }
}
