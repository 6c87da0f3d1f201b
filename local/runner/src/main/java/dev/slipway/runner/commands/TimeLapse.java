package dev.slipway.runner.commands;

import dev.slipway.runner.SlipwayLocal;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Starts schedules while a run is up. Time is real while a function works. It passes faster while
/// no function works and a release is open, so that a simulated review does not take hours. The
/// clock never jumps while a function holds a lease or a token.
final class TimeLapse implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(TimeLapse.class.getName());
  private static final Duration TICK = Duration.ofMillis(250);

  /// The interval at which the time is saved for the next run.
  private static final int TICKS_PER_KEEPING = 8;

  private final SlipwayLocal local;
  private final int speed;
  private final BooleanSupplier hasOpenWork;
  private final Thread thread;

  private TimeLapse(SlipwayLocal local, int speed, BooleanSupplier hasOpenWork) {
    this.local = local;
    this.speed = speed;
    this.hasOpenWork = hasOpenWork;
    this.thread = Thread.ofPlatform().name("time-lapse").daemon().unstarted(this::tickOn);
  }

  /// @param speed simulated seconds per real second while no function works; 1 for real time
  /// @param hasOpenWork whether a release waits for something
  static TimeLapse start(SlipwayLocal local, int speed, BooleanSupplier hasOpenWork) {
    var timeLapse = new TimeLapse(local, speed, hasOpenWork);
    timeLapse.thread.start();
    return timeLapse;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tickOn() {
    for (int tick = 1; !Thread.currentThread().isInterrupted(); tick++) {
      try {
        Thread.sleep(TICK);
        tick();
        if (tick % TICKS_PER_KEEPING == 0) {
          local.keepTime();
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOGGER.log(Level.WARNING, "A tick of the clock failed", e);
      }
    }
  }

  private void tick() throws IOException {
    local.redrive();
    local.startDue();
    if (speed > 1 && local.isIdle() && hasOpenWork.getAsBoolean()) {
      Instant now = local.clock().instant();
      Duration skip = TICK.multipliedBy(speed - 1L);
      Duration left = local.nextDue().map(due -> Duration.between(now, due)).orElse(skip);
      Duration step = skip.compareTo(left) < 0 ? skip : left;
      if (step.isPositive()) {
        local.clock().advance(step);
      }
      local.startDue();
    }
  }
}
