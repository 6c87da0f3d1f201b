package dev.slipway.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The simulator's time: real, faster than real, or fixed and moved by hand. Safe for use by many
/// threads.
public final class SimulatorClock implements InstantSource {
  private final InstantSource source;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Instant sourceAnchor;
  private Instant anchor;
  private double speed;

  private SimulatorClock(InstantSource source, Instant start, double speed) {
    this.source = source;
    this.sourceAnchor = source.instant();
    this.anchor = start;
    this.speed = speed;
  }

  /// A clock that shows real time.
  public static SimulatorClock realTime() {
    InstantSource system = InstantSource.system();
    return new SimulatorClock(system, system.instant(), 1);
  }

  /// A clock that stands still until it is moved.
  public static SimulatorClock fixedAt(Instant instant) {
    return new SimulatorClock(InstantSource.system(), instant, 0);
  }

  @Override
  public synchronized Instant instant() {
    if (speed == 0) {
      return anchor;
    }
    Duration passed = Duration.between(sourceAnchor, source.instant());
    return anchor.plusNanos((long) (passed.toNanos() * speed));
  }

  /// Moves the clock forward.
  ///
  /// @throws IllegalArgumentException if the duration is negative
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("Time only moves forward; use set to go back");
    }
    synchronized (this) {
      set(instant().plus(duration), speed);
    }
    listeners.forEach(Runnable::run);
  }

  /// Sets the clock; it goes on with its speed from there.
  public void set(Instant instant) {
    synchronized (this) {
      set(instant, speed);
    }
    listeners.forEach(Runnable::run);
  }

  /// Sets how many simulated seconds pass in a real one; 0 stops the clock.
  ///
  /// @throws IllegalArgumentException if the factor is negative or not finite
  public void speed(double factor) {
    if (!(factor >= 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("A speed is 0 or more, but was " + factor);
    }
    synchronized (this) {
      set(instant(), factor);
    }
  }

  /// How many simulated seconds pass in a real one.
  public synchronized double speed() {
    return speed;
  }

  /// Called after every jump of the clock (not while it merely runs).
  void onJump(Runnable listener) {
    listeners.add(listener);
  }

  /// The listeners of now, for a test that wants to see them go.
  List<Runnable> listeners() {
    return new ArrayList<>(listeners);
  }

  /// Ends what `onJump` began.
  void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  private void set(Instant instant, double factor) {
    sourceAnchor = source.instant();
    anchor = instant;
    speed = factor;
  }
}
