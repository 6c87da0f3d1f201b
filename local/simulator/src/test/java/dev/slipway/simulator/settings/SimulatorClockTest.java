package dev.slipway.simulator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatorClockTest {
  private static final Instant START = Instant.parse("2026-03-01T18:00:00Z");

  @Test
  void standsStillUntilItIsMoved() {
    SimulatorClock clock = SimulatorClock.fixedAt(START);
    clock.advance(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3600));
    clock.set(START);
    assertThat(clock.instant()).isEqualTo(START);
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void runsWithItsSpeed() {
    SimulatorClock clock = SimulatorClock.fixedAt(START);
    clock.speed(1_000_000);
    long before = System.nanoTime();
    Instant first = clock.instant();
    while (System.nanoTime() - before < 2_000_000) {
      Thread.onSpinWait();
    }
    assertThat(Duration.between(first, clock.instant())).isGreaterThan(Duration.ofMinutes(30));
    assertThat(SimulatorClock.realTime().speed()).isEqualTo(1);
    assertThatThrownBy(() -> clock.speed(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
