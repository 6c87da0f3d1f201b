package dev.slipway.runner.commands;

import dev.slipway.runner.SlipwayLocal;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Lets schedules fire while a run stays up. While a function works, time is real; while all is
/// quiet and a release is open, it passes faster, so that nobody waits hours for a simulated
/// review. No lease and no token ever sees a jump in the midst of its work.
final class TimeLapse implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(TimeLapse.class.getName());
  private static final Duration TICK = Duration.ofMillis(250);

  /// How often the time is kept for the next run.
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

  /// @param speed seconds that pass in one while all is quiet; 1 for real time
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
