package dev.slipway.runner.crash;

import dev.slipway.runner.invocation.Interference;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.settings.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Holds one call to Apple on its way and, with it, the worker that made it, which its platform
/// gives up; lets it go when another worker has gone on. Safe for use by many threads.
///
/// The platform's giving up is what Lambda does when an invocation's time is over: the event is
/// delivered again, while a request that has left may still take effect.
final class Stall implements Interference {
  private static final Set<String> WORKERS =
      Set.of("DropIntakeFunction", "ReleaseUploadFunction", "ReviewStatusFunction");
  private static final long QUIET_MILLIS = 60;

  /// Far longer than a release takes on a slow machine: the call is to be let go at its moment.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration PATIENCE_FOR_THE_EFFECT = Duration.ofSeconds(20);

  /// When the call is let go.
  enum Moment {
    /// After the first write of the other worker.
    FIRST_WRITE,
    /// After the other worker made the same write (after the end, if it does not).
    SAME_WRITE,
    /// After the release is out: Apple refuses it, for its token has expired.
    AFTER_THE_END
  }

  /// Which call, when it is let go, and whether its worker gets the answer.
  record Point(String call, int nth, Moment moment, boolean answered) {
    @Override
    public String toString() {
      return call + " #" + nth + " " + moment + (answered ? " answered" : " answer lost");
    }
  }

  private final @Nullable Point point;
  private final Map<String, Integer> seen = new HashMap<>();
  private final List<Point> happened = new ArrayList<>();
  private final Set<CompletableFuture<Void>> running = new java.util.HashSet<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private @Nullable AppStoreConnectSimulator apple;
  private long lastCall;
  private boolean held;
  private boolean abandoned;
  private boolean due;
  private volatile boolean expired;

  /// @param point null for a run in which nothing is held
  Stall(@Nullable Point point) {
    this.point = point;
  }

  /// From now on everything counts.
  synchronized void arm(AppStoreConnectSimulator simulator) {
    apple = simulator;
    simulator.faults().script(this::apple);
  }

  /// Whether the call came.
  synchronized boolean wasMet() {
    return held;
  }

  /// Every call to Apple in its order; moment and answer say nothing.
  synchronized List<Point> happened() {
    return List.copyOf(happened);
  }

  /// Lets the call go, if it was not, and waits until its worker has ended.
  void finish() throws InterruptedException {
    expired = go.getCount() > 0;
    go.countDown();
    List<Thread> all;
    synchronized (this) {
      all = List.copyOf(threads);
    }
    for (Thread thread : all) {
      if (!thread.join(PATIENCE)) {
        throw new IllegalStateException("a worker did not end");
      }
    }
  }

  private @Nullable Fault apple(String method, String path) {
    boolean part = path.startsWith("/parts/");
    String call = part ? "PUT part" : method + " " + Trouble.template(path);
    boolean writes = !method.equals("GET");
    Point mine = point;
    boolean holds;
    boolean letsGo;
    synchronized (this) {
      lastCall = System.nanoTime();
      int nth = seen.merge(call, 1, Integer::sum);
      holds = mine != null && !held && mine.call().equals(call) && mine.nth() == nth;
      held |= holds;
      if (mine == null) {
        happened.add(new Point(call, nth, Moment.AFTER_THE_END, true));
      }
      letsGo = due;
      due = false;
      if (writes && abandoned && mine != null && !holds && go.getCount() > 0) {
        due =
            switch (mine.moment()) {
              case FIRST_WRITE -> true;
              case SAME_WRITE -> mine.call().equals(call);
              case AFTER_THE_END -> false;
            };
      }
    }
    if (letsGo && mine != null) {
      letGo(mine.call());
    }
    if (!holds || mine == null) {
      return null;
    }
    hold();
    if (expired) {
      return Fault.status(401);
    }
    return mine.answered() ? null : Fault.cutBeforeAnswer().afterEffect();
  }

  private void hold() {
    try {
      synchronized (this) {
        // What the worker does beside this call comes to its end first.
        for (long left = QUIET_MILLIS; left > 0; left = left()) {
          wait(left);
        }
        abandoned = true;
        running.forEach(one -> one.completeExceptionally(new WorkerDiedException()));
      }
      go.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long left() {
    return QUIET_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastCall);
  }

  /// Whoever calls next finds the effect.
  private void letGo(String call) {
    ToLongFunction<AppStoreConnectSimulator> number =
        simulator -> simulator.calls().getOrDefault(call, 0L) + simulator.partPuts().size();
    AppStoreConnectSimulator simulator;
    synchronized (this) {
      simulator = apple;
    }
    if (simulator == null) {
      return;
    }
    long before = number.applyAsLong(simulator);
    go.countDown();
    long end = System.nanoTime() + PATIENCE_FOR_THE_EFFECT.toNanos();
    while (number.applyAsLong(simulator) == before && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void invoke(String function, Work work) throws Exception {
    if (!WORKERS.contains(function)) {
      work.run();
      return;
    }
    var ended = new CompletableFuture<Void>();
    var thread =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    work.run();
                    ended.complete(null);
                  } catch (Exception | Error e) {
                    ended.completeExceptionally(e);
                  }
                });
    synchronized (this) {
      running.add(ended);
      threads.add(thread);
    }
    thread.start();
    try {
      ended.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case null, default -> throw e;
      }
    } finally {
      synchronized (this) {
        running.remove(ended);
      }
    }
  }
}
