package dev.slipway.runner.invocation;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Runs asynchronous invocations as Lambda does: a failed invocation is repeated after one and
/// after two minutes, then its record goes to the failure destination. A throttled one is tried
/// again for 6 hours, after 1 second and then after twice as long each time, up to 5 minutes (AWS
/// Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation").
/// Safe for use by many threads.
public final class AsynchronousInvocations {
  private static final System.Logger LOGGER =
      System.getLogger(AsynchronousInvocations.class.getName());

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
  private static final Duration LONGEST_AGE = Duration.ofHours(6);

  private final Agenda agenda;
  private final InstantSource clock;
  private final FailureDestination failures;
  private final AtomicLong submitted = new AtomicLong();
  private int inFlight;

  @SuppressWarnings("ArrayRecordComponent") // Only this class reads it.
  private record Invocation(LocalFunction function, byte[] event, int retries) {}

  /// How long an attempt has been turned away.
  ///
  /// @param since null when it was not
  /// @param next the pause before it is tried again
  private record Throttling(@Nullable Instant since, Duration next) {
    static Throttling none() {
      return new Throttling(null, FIRST_BACKOFF);
    }

    Throttling again(Instant now) {
      var twice = next.multipliedBy(2);
      return new Throttling(
          since == null ? now : since,
          twice.compareTo(LONGEST_BACKOFF) < 0 ? twice : LONGEST_BACKOFF);
    }

    boolean isTooOld(Instant now) {
      return since != null && now.isAfter(since.plus(LONGEST_AGE));
    }
  }

  /// @param agenda holds the retries until they are due
  public AsynchronousInvocations(Agenda agenda, InstantSource clock, FailureDestination failures) {
    this.agenda = agenda;
    this.clock = clock;
    this.failures = failures;
  }

  /// Starts an invocation on a new thread.
  ///
  /// @param maximumRetryAttempts number of retries after a failure
  public void submit(LocalFunction function, byte[] event, int maximumRetryAttempts) {
    attempt(new Invocation(function, event, maximumRetryAttempts), 1, Throttling.none());
  }

  /// Returns the number of attempts that were started so far.
  public long submitted() {
    return submitted.get();
  }

  /// Returns whether no attempt is running. Retries that are not due yet do not count.
  public synchronized boolean isIdle() {
    return inFlight == 0;
  }

  /// Waits until no attempt is running.
  ///
  /// @return false when that took longer than `limit` of real time
  public synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
    return awaitAtMost(0, limit);
  }

  /// Waits until no more than so many attempts are running.
  ///
  /// @return false when that took longer than `limit` of real time
  synchronized boolean awaitAtMost(int running, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (inFlight > running) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return true;
  }

  private void attempt(Invocation invocation, int attempt, Throttling throttling) {
    submitted.incrementAndGet();
    synchronized (this) {
      inFlight++;
    }
    var function = invocation.function;
    Thread.ofVirtual()
        .name(function.resource().logicalId())
        .start(
            () -> {
              try {
                if (function.tryInvoke(invocation.event).isEmpty()) {
                  throttled(invocation, attempt, throttling);
                }
              } catch (FunctionFailure e) {
                failed(invocation, attempt, e.getCause() == null ? e : e.getCause());
              } finally {
                ended();
              }
            });
  }

  private void throttled(Invocation invocation, int attempt, Throttling throttling) {
    Instant now = clock.instant();
    if (throttling.isTooOld(now)) {
      failures.add(
          invocation.function.resource().logicalId(),
          invocation.event,
          new IllegalStateException("throttled for " + LONGEST_AGE),
          attempt,
          now);
      return;
    }
    agenda.at(now.plus(throttling.next), () -> attempt(invocation, attempt, throttling.again(now)));
  }

  private void failed(Invocation invocation, int attempt, Throwable cause) {
    String name = invocation.function.resource().logicalId();
    LOGGER.log(Level.WARNING, "Attempt " + attempt + " of " + name + " failed", cause);
    if (attempt > invocation.retries) {
      failures.add(name, invocation.event, cause, attempt, clock.instant());
    } else {
      agenda.at(
          clock.instant().plus(Duration.ofMinutes(attempt)),
          () -> attempt(invocation, attempt + 1, Throttling.none()));
    }
  }

  private synchronized void ended() {
    inFlight--;
    notifyAll();
  }
}
