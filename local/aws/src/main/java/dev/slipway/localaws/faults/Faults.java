package dev.slipway.localaws.faults;

import dev.slipway.wire.Occurrences;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The faults that can still happen. Safe for use by many threads.
public final class Faults {
  private final List<Pending> pending = new ArrayList<>();
  private volatile FaultScript script = (_, _, _, _, _) -> Optional.empty();

  /// Adds a rule. If several match a request, the one added first hits it.
  public synchronized void add(FaultRule rule) {
    pending.add(new Pending(rule));
  }

  /// Sets a script that is asked before any rule; it replaces an earlier one.
  public void script(FaultScript script) {
    this.script = script;
  }

  /// Removes all rules and the script.
  public synchronized void clear() {
    pending.clear();
    script = (_, _, _, _, _) -> Optional.empty();
  }

  /// Returns how many rules are not used up; 0 at the end of a test shows that every fault
  /// happened.
  public synchronized int remaining() {
    return pending.size();
  }

  /// Takes the fault that hits this request, if any.
  public Optional<Fault> take(
      String service, String operation, String bucket, String key, String sessionToken) {
    // Outside of the lock, because a script may wait.
    Optional<Fault> scripted = script.faultOf(service, operation, bucket, key, sessionToken);
    return scripted.isPresent() ? scripted : byRule(service, operation, bucket, key);
  }

  private synchronized Optional<Fault> byRule(
      String service, String operation, String bucket, String key) {
    for (Iterator<Pending> rules = pending.iterator(); rules.hasNext(); ) {
      Pending candidate = rules.next();
      if (!candidate.rule.matches(service, operation, bucket, key)) {
        continue;
      }
      if (!candidate.occurrences.take()) {
        continue;
      }
      if (candidate.occurrences.isSpent()) {
        rules.remove();
      }
      return Optional.of(candidate.rule.fault());
    }
    return Optional.empty();
  }

  private record Pending(FaultRule rule, Occurrences occurrences) {
    private Pending(FaultRule rule) {
      this(rule, new Occurrences(rule.skip() + 1, rule.times()));
    }
  }
}
