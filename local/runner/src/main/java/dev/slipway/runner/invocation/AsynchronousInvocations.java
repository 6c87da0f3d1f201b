package dev.slipway.runner.invocation;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Runs asynchronous invocations as Lambda does: a failed invocation is repeated after one and
/// after two minutes, then its record goes to the failure destination (AWS Lambda Developer Guide,
/// "How Lambda handles errors and retries with asynchronous invocation"). Safe for use by many
/// threads.
public final class AsynchronousInvocations {
  private static final System.Logger LOGGER =
      System.getLogger(AsynchronousInvocations.class.getName());

  private final Agenda agenda;
  private final InstantSource clock;
  private final FailureDestination failures;
  private final AtomicLong submitted = new AtomicLong();
  private int inFlight;

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
    attempt(function, event, maximumRetryAttempts, 1);
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
    long end = System.nanoTime() + limit.toNanos();
    while (inFlight > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return true;
  }

  private void attempt(LocalFunction function, byte[] event, int retries, int attempt) {
    submitted.incrementAndGet();
    synchronized (this) {
      inFlight++;
    }
    Thread.ofVirtual()
        .name(function.resource().logicalId())
        .start(
            () -> {
              try {
                function.invoke(event);
              } catch (FunctionFailure e) {
                failed(function, event, retries, attempt, e.getCause() == null ? e : e.getCause());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                ended();
              }
            });
  }

  private void failed(
      LocalFunction function, byte[] event, int retries, int attempt, Throwable cause) {
    String name = function.resource().logicalId();
    LOGGER.log(Level.WARNING, "Attempt " + attempt + " of " + name + " failed", cause);
    if (attempt > retries) {
      failures.add(name, event, cause, attempt, clock.instant());
    } else {
      agenda.at(
          clock.instant().plus(Duration.ofMinutes(attempt)),
          () -> attempt(function, event, retries, attempt + 1));
    }
  }

  private synchronized void ended() {
    inFlight--;
    notifyAll();
  }
}
