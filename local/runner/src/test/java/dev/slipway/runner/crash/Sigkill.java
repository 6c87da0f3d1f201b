package dev.slipway.runner.crash;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.runner.template.FunctionResource;
import dev.slipway.simulator.settings.SimulatorClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs the workers in a process of their own, and kills that once with SIGKILL: some time after a
/// certain call of theirs reached its receiver, or, if they have nothing to do by then, when their
/// next call does. Another process goes on. Safe for use by many threads.
final class Sigkill implements Disturbance {
  private final int nth;
  private final Duration delay;
  private final ProcessPool pool;
  private final SimulatorClock clock;
  private final Trouble calm;
  private @Nullable WorkerProcess current;
  private int calls;
  private boolean overdue;
  private boolean killed;
  private boolean atWork;

  /// @param nth at the how manyth call, from 1
  /// @param delay how long after it
  private Sigkill(int nth, Duration delay, ProcessPool pool, SimulatorClock clock) {
    this.nth = nth;
    this.delay = delay;
    this.pool = pool;
    this.clock = clock;
    this.calm = new Trouble(null, clock, Voyage.CAST);
  }

  /// A release whose workers' process is killed.
  ///
  /// @param nth at the how manyth call, from 1
  /// @param delay how long after it
  /// @param report is told when the process was killed at work
  static Ended run(Path directory, int nth, Duration delay, ProcessPool pool, Runnable report)
      throws Exception {
    var kills = new Sigkill[1];
    try {
      var ended = Voyage.run(directory, clock -> kills[0] = new Sigkill(nth, delay, pool, clock));
      if (kills[0].wasAtWork()) {
        report.run();
      }
      return ended;
    } finally {
      kills[0].release();
    }
  }

  private synchronized boolean wasAtWork() {
    return atWork;
  }

  private synchronized void release() {
    if (current != null) {
      pool.give(current);
      current = null;
    }
  }

  private synchronized WorkerProcess worker() {
    if (current == null) {
      current = pool.take();
    }
    return current;
  }

  private synchronized void count() {
    if (++calls == nth) {
      CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(this::kill);
    } else if (overdue) {
      kill();
    }
  }

  /// Whether an invocation lasts longer than the delay depends on the speed of this machine.
  private synchronized void kill() {
    overdue = current != null && !current.isAtWork();
    if (current != null && !overdue) {
      killed = true;
      atWork = current.kill();
      current = null;
    }
  }

  @Override
  public RequestStreamHandler instance(
      FunctionResource function,
      Map<String, String> environment,
      Supplier<RequestStreamHandler> own) {
    if (!Voyage.CAST.functions().contains(function.logicalId())) {
      return own.get();
    }
    return (event, answer, _) ->
        answer.write(worker().invoke(function, environment, clock.instant(), event.readAllBytes()));
  }

  @Override
  public void invoke(String function, Work work) throws Exception {
    try {
      calm.invoke(function, work);
    } catch (WorkerProcess.GoneException e) {
      throw new WorkerDiedException();
    }
  }

  @Override
  public void deliver(String function, String event, Runnable delivery) {
    calm.deliver(function, event, delivery);
  }

  @Override
  public Optional<Fault> aws(
      String service, String operation, String bucket, String key, String sessionToken) {
    if (Voyage.CAST.functions().contains(sessionToken)) {
      count();
    }
    return calm.aws(service, operation, bucket, key, sessionToken);
  }

  @Override
  public dev.slipway.simulator.settings.@Nullable Fault apple(String method, String path) {
    count();
    return calm.apple(method, path);
  }

  @Override
  public void arm() {
    calm.arm();
  }

  @Override
  public void disarm() {
    calm.disarm();
  }

  @Override
  public synchronized boolean wasMet() {
    return killed;
  }

  @Override
  public List<Point> happened() {
    return calm.happened();
  }

  @Override
  public void deliverHeld() {
    calm.deliverHeld();
  }
}
