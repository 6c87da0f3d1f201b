package dev.slipway.functions.reviewstatus;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unauthorized;
import dev.slipway.budgets.Allowance;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.ConnectionId;
import dev.slipway.metrics.Metric;
import dev.slipway.metrics.Metrics;
import dev.slipway.problems.Problem;
import dev.slipway.releases.actions.AppleAccounts;
import dev.slipway.releases.actions.AppleAccounts.Account;
import dev.slipway.releases.actions.Follow;
import dev.slipway.releases.actions.FollowTrouble;
import dev.slipway.releases.actions.Rejections;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.reconcile.Invocation;
import dev.slipway.releases.reconcile.Reconciler;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.store.SweepHeartbeat;
import dev.slipway.state.Documents.Versioned;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Looks at every release that is due: submitted ones in batches per connection, all others one by
/// one, with a turn for every connection. What is not reached in time stays due for the next sweep.
/// Thread-safe.
final class Sweep {
  private static final Logger LOGGER = System.getLogger(Sweep.class.getName());
  private static final int BATCH = 2000;

  /// The number of apps for which Apple answers at once.
  private static final int FOLLOWED_AT_ONCE = 100;

  /// One for the submissions, one for the versions, and some for older versions.
  private static final int CALLS_OF_A_BATCH = 6;

  private static final Duration NEEDED = Duration.ofMinutes(1);

  private final ReleaseStore releases;
  private final AppleAccounts accounts;
  private final Reconciler reconciler;
  private final SweepHeartbeat heartbeat;
  private final InstantSource clock;
  private final Metrics metrics;

  private record Batch(ConnectionId connection, List<Versioned<ReleaseRecord>> releases) {}

  Sweep(
      ReleaseStore releases,
      AppleAccounts accounts,
      Reconciler reconciler,
      SweepHeartbeat heartbeat,
      InstantSource clock,
      Metrics metrics) {
    this.releases = releases;
    this.accounts = accounts;
    this.reconciler = reconciler;
    this.heartbeat = heartbeat;
    this.clock = clock;
    this.metrics = metrics;
  }

  void run(Invocation invocation) {
    long callsBefore = accounts.calls();
    var due = releases.due(clock.instant(), BATCH);
    var followed =
        follow(due.stream().filter(found -> isFollowed(found.value())).toList(), invocation);
    var others = due.stream().map(Versioned::value).filter(found -> !isFollowed(found)).toList();
    for (ReleaseRecord release : RoundRobin.order(others, ReleaseRecord::connectionId)) {
      if (hasTime(invocation)) {
        guarded(release.id().value(), () -> reconciler.reconcile(release.id(), invocation));
      }
    }
    heartbeat.write(new SweepHeartbeat.Beat(clock.instant(), accounts.calls() - callsBefore));
    metrics.add(Metric.SWEEP_DONE, 1);
    LOGGER.log(Level.INFO, "Sweep done", Map.of("due", due.size(), "connections", followed));
  }

  /// Follows what is due, a batch of each connection in turn.
  ///
  /// @return the number of connections
  private int follow(List<Versioned<ReleaseRecord>> due, Invocation invocation) {
    var groups =
        due.stream()
            .collect(
                Collectors.groupingBy(Sweep::connection, LinkedHashMap::new, Collectors.toList()));
    var batches = new ArrayList<Batch>();
    groups.forEach(
        (connection, group) -> {
          for (int from = 0; from < group.size(); from += FOLLOWED_AT_ONCE) {
            int to = Math.min(from + FOLLOWED_AT_ONCE, group.size());
            batches.add(new Batch(connection, group.subList(from, to)));
          }
        });
    var opened = new HashMap<ConnectionId, Account>();
    try {
      for (Batch batch : RoundRobin.order(batches, Batch::connection)) {
        if (hasTime(invocation)) {
          guarded(
              batch.connection.value(),
              () ->
                  follow(
                      opened.computeIfAbsent(
                          batch.connection, id -> accounts.open(id, Purpose.FOLLOW)),
                      batch.releases));
        }
      }
    } finally {
      opened.values().forEach(Sweep::returnUnusedCalls);
    }
    return groups.size();
  }

  private static ConnectionId connection(Versioned<ReleaseRecord> found) {
    return found.value().connectionId();
  }

  private static void returnUnusedCalls(Account account) {
    if (account instanceof Account.Usable usable) {
      usable.allowance().giveBack();
    }
  }

  private static boolean hasTime(Invocation invocation) {
    return invocation.remaining().get().compareTo(NEEDED) > 0;
  }

  /// Runs the work for one release; after a failure it stays due, so that it does not block others.
  private static void guarded(String subject, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOGGER.log(Level.ERROR, "Sweeping failed for " + subject, e);
    }
  }

  /// Returns whether a release is with App Review or past it, or was rejected, and has no orders to
  /// carry out.
  private static boolean isFollowed(ReleaseRecord release) {
    var orders = release.orders();
    return (release.state().isSubmitted() || release.state() == ReleaseState.REJECTED)
        && release.intent() == null
        && orders.cancel() == null
        && orders.releaseAt() == null;
  }

  private void follow(Account account, List<Versioned<ReleaseRecord>> group) {
    switch (account) {
      case Account.Usable(AppStoreConnectClient apple, Allowance allowance, var _) -> {
        var until = allowance.extendTo(CALLS_OF_A_BATCH);
        if (until.isPresent()) {
          postpone(Account.Exhausted.of(until.get()), group);
        } else {
          follow(apple, group);
        }
      }
      case Account.Exhausted exhausted -> postpone(exhausted, group);
      case Account.NotUsable(Problem problem, Duration retryAfter) ->
          record(
              group,
              (release, now) ->
                  FollowTrouble.recorded(release, problem, now.plus(retryAfter), now));
      case Account.Gone() ->
          record(
              group,
              (release, now) ->
                  release.state() == ReleaseState.REJECTED
                      ? release.withStatus(release.status().dueAt(null))
                      : release.moved(
                          Status.ended(ReleaseState.CANCELED, null),
                          now,
                          "The connection was disconnected."));
    }
  }

  private void postpone(Account.Exhausted exhausted, List<Versioned<ReleaseRecord>> group) {
    record(
        group,
        (release, _) -> FollowTrouble.postponed(release, exhausted.problem(), exhausted.until()));
  }

  private void follow(AppStoreConnectClient apple, List<Versioned<ReleaseRecord>> group) {
    List<ReleaseRecord> seen;
    try {
      seen =
          new Follow(apple).observe(group.stream().map(Versioned::value).toList(), clock.instant());
    } catch (AppStoreConnectException e) {
      LOGGER.log(Level.WARNING, "Following failed", e);
      if (e instanceof Unauthorized) {
        accounts.keyRejected(connection(group.getFirst()));
      }
      record(group, (release, now) -> FollowTrouble.of(release, e, now));
      return;
    }
    for (int i = 0; i < group.size(); i++) {
      write(group.get(i), own(group.get(i).value(), seen.get(i)));
    }
  }

  /// Leaves a rejected release alone that is back in review because a later drop of the same file
  /// submitted it again.
  private ReleaseRecord own(ReleaseRecord before, ReleaseRecord after) {
    return before.state() == ReleaseState.REJECTED
            && after.state() != ReleaseState.REJECTED
            && !reconciler.ownsItsBuild(before)
        ? Rejections.left(before)
        : after;
  }

  private void record(
      List<Versioned<ReleaseRecord>> group,
      BiFunction<ReleaseRecord, Instant, ReleaseRecord> change) {
    var now = clock.instant();
    group.forEach(found -> write(found, change.apply(found.value(), now)));
  }

  private void write(Versioned<ReleaseRecord> found, ReleaseRecord after) {
    var written = releases.replace(found, after).map(releases::publishOutbox);
    // Another writer was faster: it stays due, and the next sweep sees the newer state.
    if (written.isPresent() && !written.get().value().state().isOpen()) {
      reconciler.leaveLane(written.get().value());
    }
  }
}
