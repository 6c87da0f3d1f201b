package dev.slipway.runner.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.runner.template.FunctionResource;
import dev.slipway.simulator.settings.SimulatorClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Lambda does with an event for a function whose concurrency is used up.
class AsynchronousInvocationsTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final SimulatorClock clock = SimulatorClock.fixedAt(START);
  private final Agenda agenda = new Agenda();
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch began = new CountDownLatch(1);
  private final AtomicInteger done = new AtomicInteger();

  @Test
  void triesAThrottledEventAgainAfterGrowingPausesOfFiveMinutesAtMost() throws Exception {
    var invocations = invocations();
    var function = busy(invocations);

    var pauses = new ArrayList<Long>();
    for (int i = 0; i < 11; i++) {
      pauses.add(toNextTry());
      awaitTry(invocations);
    }
    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    assertThat(done).hasValue(0);

    end.countDown();
    assertThat(invocations.awaitIdle(LIMIT)).isTrue();
    toNextTry();
    awaitTry(invocations);

    assertThat(done).as("the first and the throttled one").hasValue(2);
    assertThat(agenda.nextDue()).isEmpty();
    assertThat(function.resource().reservedConcurrency()).isEqualTo(1);
  }

  @Test
  void givesAThrottledEventUpAfterSixHours() throws Exception {
    var failures = new FailureDestination(directory.resolve("failed"));
    var invocations = new AsynchronousInvocations(agenda, clock, failures);
    busy(invocations);

    while (failures.all().isEmpty()) {
      toNextTry();
      awaitTry(invocations);
    }

    assertThat(clock.instant())
        .isBetween(START.plus(Duration.ofHours(6)), START.plusSeconds(22_200));
    assertThat(failures.all())
        .singleElement()
        .satisfies(failed -> assertThat(failed.event()).isEqualTo("\"second\""));
    end.countDown();
    assertThat(invocations.awaitIdle(LIMIT)).isTrue();
  }

  private AsynchronousInvocations invocations() {
    return new AsynchronousInvocations(
        agenda, clock, new FailureDestination(directory.resolve("failed")));
  }

  /// A function that allows one invocation, which does not end before [#end], and a second event.
  private LocalFunction busy(AsynchronousInvocations invocations) throws InterruptedException {
    var resource =
        new FunctionResource(
            "Busy",
            "-",
            Duration.ofMinutes(15),
            128,
            Map.of(),
            1,
            2,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    var function = new LocalFunction(resource, Map.of(), clock, new Blocking());
    invocations.submit(function, "\"first\"".getBytes(StandardCharsets.UTF_8), 2);
    began.await();
    invocations.submit(function, "\"second\"".getBytes(StandardCharsets.UTF_8), 2);
    awaitTry(invocations);
    return function;
  }

  private final class Blocking implements Interference {
    @Override
    public RequestStreamHandler instance(
        FunctionResource function,
        Map<String, String> environment,
        Supplier<RequestStreamHandler> own) {
      return (_, _, _) -> {
        began.countDown();
        try {
          end.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        done.incrementAndGet();
      };
    }
  }

  /// Waits until the try that was started last has ended: another one is due, or all are done.
  private void awaitTry(AsynchronousInvocations invocations) throws InterruptedException {
    assertThat(invocations.awaitAtMost((int) end.getCount(), LIMIT)).isTrue();
  }

  /// Lets time pass until the next try, and starts it.
  private long toNextTry() {
    var due = agenda.nextDue().orElseThrow();
    long pause = Duration.between(clock.instant(), due).toSeconds();
    clock.set(due);
    agenda.takeDue(due).orElseThrow().run();
    return pause;
  }
}
