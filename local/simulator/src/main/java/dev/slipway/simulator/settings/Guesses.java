package dev.slipway.simulator.settings;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which guesses about Apple are turned. Safe for use by many threads. The state file does not keep
/// them.
///
/// The system property `simulator.guesses` turns guesses at the start: names of constants of
/// [Guess] with commas between them.
public final class Guesses {
  private final Set<Guess> turned = EnumSet.noneOf(Guess.class);

  /// Creates the guesses that the system property names, every other one as preset.
  ///
  /// @throws IllegalArgumentException if the property names an unknown guess
  public Guesses() {
    reset();
  }

  /// Returns whether this guess is turned.
  public synchronized boolean turned(Guess guess) {
    return turned.contains(guess);
  }

  /// Returns the guesses that are turned.
  public synchronized Set<Guess> turned() {
    return turned.isEmpty() ? Set.of() : Set.copyOf(turned);
  }

  /// Turns these guesses.
  public Guesses turn(Guess... guesses) {
    return turn(List.of(guesses));
  }

  /// Turns these guesses.
  public synchronized Guesses turn(Collection<Guess> guesses) {
    turned.addAll(guesses);
    return this;
  }

  /// Restores the presets of these guesses.
  public synchronized Guesses restore(Guess... guesses) {
    List.of(guesses).forEach(turned::remove);
    return this;
  }

  /// Restores what was so at the start.
  public synchronized void reset() {
    turned.clear();
    for (String name : System.getProperty("simulator.guesses", "").split(",", -1)) {
      if (!name.isBlank()) {
        turned.add(Guess.valueOf(name.strip()));
      }
    }
  }
}
