package dev.slipway.simulator.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The simulator's clock: real time, faster than real time, or fixed and moved explicitly. Safe for
/// use by many threads.
public final class SimulatorClock implements InstantSource {
  private final InstantSource source;
  private Instant sourceAnchor;
  private Instant anchor;
  private double speed;

  private SimulatorClock(InstantSource source, Instant start, double speed) {
    this.source = source;
    this.sourceAnchor = source.instant();
    this.anchor = start;
    this.speed = speed;
  }

  /// Creates a clock that shows real time.
  public static SimulatorClock realTime() {
    InstantSource system = InstantSource.system();
    return new SimulatorClock(system, system.instant(), 1);
  }

  /// Creates a clock that is stopped until it is moved.
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
  }

  /// Sets the clock; it continues from there at its speed.
  public void set(Instant instant) {
    synchronized (this) {
      set(instant, speed);
    }
  }

  /// Sets how many simulated seconds pass in a real second; 0 stops the clock.
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

  /// Returns how many simulated seconds pass in a real second.
  public synchronized double speed() {
    return speed;
  }

  private void set(Instant instant, double factor) {
    sourceAnchor = source.instant();
    anchor = instant;
    speed = factor;
  }
}
