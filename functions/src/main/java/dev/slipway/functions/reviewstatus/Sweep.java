package dev.slipway.functions.reviewstatus;

import dev.slipway.metrics.Metric;
import dev.slipway.metrics.Metrics;
import dev.slipway.releases.actions.AppleAccounts;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.reconcile.Invocation;
import dev.slipway.releases.reconcile.Reconciler;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.store.SweepHeartbeat;
import dev.slipway.state.Documents.Versioned;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Follows submitted releases, then looks at all others that are due, one by one, with a turn for
/// every connection. What is not reached in time stays due for the next sweep. Thread-safe.
final class Sweep {
  private static final Logger LOGGER = System.getLogger(Sweep.class.getName());
  private static final int BATCH = 2000;
  private static final Duration NEEDED = Duration.ofMinutes(1);

  private final ReleaseStore releases;
  private final AppleAccounts accounts;
  private final FollowRound follow;
  private final Reconciler reconciler;
  private final SweepHeartbeat heartbeat;
  private final InstantSource clock;
  private final Metrics metrics;

  Sweep(
      ReleaseStore releases,
      AppleAccounts accounts,
      Reconciler reconciler,
      SweepHeartbeat heartbeat,
      InstantSource clock,
      Metrics metrics) {
    this.releases = releases;
    this.accounts = accounts;
    this.follow = new FollowRound(releases, accounts, reconciler, clock);
    this.reconciler = reconciler;
    this.heartbeat = heartbeat;
    this.clock = clock;
    this.metrics = metrics;
  }

  void run(Invocation invocation) {
    long callsBefore = accounts.calls();
    var due = releases.due(clock.instant(), BATCH);
    int followed = follow.run(due, invocation);
    var others =
        due.stream()
            .map(Versioned::value)
            .filter(release -> !FollowRound.follows(release))
            .toList();
    for (ReleaseRecord release : RoundRobin.order(others, ReleaseRecord::connectionId)) {
      if (hasTime(invocation)) {
        guarded(release.id().value(), () -> reconciler.reconcile(release.id(), invocation));
      }
    }
    heartbeat.write(new SweepHeartbeat.Beat(clock.instant(), accounts.calls() - callsBefore));
    metrics.add(Metric.SWEEP_DONE, 1);
    LOGGER.log(Level.INFO, "Sweep done", Map.of("due", due.size(), "connections", followed));
  }

  static boolean hasTime(Invocation invocation) {
    return invocation.remaining().get().compareTo(NEEDED) > 0;
  }

  /// Runs the work for one release or connection; after a failure the next sweep tries again, and
  /// the others are not blocked.
  static void guarded(String subject, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOGGER.log(Level.ERROR, "Sweeping failed for " + subject, e);
    }
  }
}
