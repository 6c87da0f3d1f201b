package dev.slipway.runner;

import dev.slipway.localaws.LocalAws;
import dev.slipway.runner.invocation.Agenda;
import dev.slipway.runner.invocation.AsynchronousInvocations;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.settings.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The work that is due now or later: invocations, events on their way, schedules, retries and
/// Apple's notifications. Safe for use by many threads, but only one thread may advance the clock.
final class DueWork {
  private static final Duration SETTLING_LIMIT = Duration.ofMinutes(2);

  private final SimulatorClock clock;
  private final Agenda agenda;
  private final AsynchronousInvocations invocations;
  private final LocalAws aws;
  private final @Nullable AppStoreConnectSimulator simulator;

  /// @param simulator null when this run talks to Apple
  DueWork(
      SimulatorClock clock,
      Agenda agenda,
      AsynchronousInvocations invocations,
      LocalAws aws,
      @Nullable AppStoreConnectSimulator simulator) {
    this.clock = clock;
    this.agenda = agenda;
    this.invocations = invocations;
    this.aws = aws;
    this.simulator = simulator;
  }

  /// Returns whether no function runs and no event is being delivered.
  boolean isIdle() {
    return invocations.isIdle() && settledWithin(Duration.ZERO);
  }

  /// Waits until no function runs and no event is being delivered. Does not wait for work that is
  /// due later (a schedule, a retry).
  ///
  /// @throws IllegalStateException when that takes longer than two minutes of real time
  void settle() {
    do {
      if (!settledWithin(SETTLING_LIMIT)) {
        throw new IllegalStateException("Functions were still running after " + SETTLING_LIMIT);
      }
    } while (deliverWebhooks());
  }

  /// Lets time pass. Runs each schedule and retry that comes due at its time, and lets all
  /// resulting work end before time passes further.
  void advance(Duration duration) {
    Instant target = clock.instant().plus(duration);
    settle();
    while (next().filter(due -> !due.isAfter(target)).isPresent()) {
      advanceToNext();
    }
    moveTo(target);
    settle();
  }

  /// Lets time pass until the next schedule or retry, and runs it and all resulting work.
  void advanceToNext() {
    settle();
    next().ifPresent(this::moveTo);
    start();
    settle();
  }

  /// Returns the time when the next schedule, retry or notification is due.
  Optional<Instant> next() {
    return Stream.concat(
            agenda.nextDue().stream(),
            Optional.ofNullable(simulator)
                .flatMap(AppStoreConnectSimulator::nextWebhookDue)
                .stream())
        .min(Comparator.naturalOrder());
  }

  /// Starts every schedule and retry that is due now, without waiting for its end.
  void start() {
    for (var work = agenda.takeDue(clock.instant());
        work.isPresent();
        work = agenda.takeDue(clock.instant())) {
      work.get().run();
    }
    deliverWebhooks();
  }

  private void moveTo(Instant time) {
    Duration left = Duration.between(clock.instant(), time);
    if (left.isPositive()) {
      clock.advance(left);
    }
  }

  private boolean deliverWebhooks() {
    return simulator != null && simulator.deliverWebhooks() > 0;
  }

  private boolean settledWithin(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        long before = invocations.submitted();
        if (!invocations.awaitIdle(left(end)) || !aws.awaitEventsDelivered(left(end))) {
          return false;
        }
        // An event that was delivered meanwhile can have started a function.
        if (invocations.submitted() == before && invocations.isIdle()) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while functions were running", e);
    }
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }
}
