package dev.slipway.functions.reviewstatus;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unauthorized;
import dev.slipway.budgets.Allowance;
import dev.slipway.connections.ConnectionId;
import dev.slipway.problems.Problem;
import dev.slipway.releases.ReleaseId;
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
import dev.slipway.releases.steps.FollowedRelease;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.releases.store.SideBySide;
import dev.slipway.state.Documents.Versioned;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Follows submitted releases: asks Apple once for 100 apps of a connection, 16 connections at
/// once, and compares the answer with the keys under `following/`. A record is read only if its
/// release differs from its key, has several keys, is due, or was not compared with its key for a
/// day. A look without news writes nothing. Thread-safe.
final class FollowRound {
  private static final Logger LOGGER = System.getLogger(FollowRound.class.getName());

  /// The number of apps for which Apple answers at once.
  private static final int FOLLOWED_AT_ONCE = 100;

  /// One for the submissions, one for the versions, and some for older versions.
  private static final int CALLS_OF_A_BATCH = 6;

  private static final Duration PERIOD = Duration.ofMinutes(5);
  private static final long PERIODS_OF_A_DAY = Duration.ofDays(1).dividedBy(PERIOD);

  private final ReleaseStore releases;
  private final AppleAccounts accounts;
  private final Reconciler reconciler;
  private final InstantSource clock;

  /// A followed release.
  ///
  /// @param known as Apple last showed it
  /// @param record null while it was not read
  /// @param due whether the release is looked at even without news
  private record Subject(
      FollowedRelease known, @Nullable Versioned<ReleaseRecord> record, boolean due) {}

  /// The followed releases of one connection.
  private record Group(
      ConnectionId connection,
      List<Versioned<ReleaseRecord>> due,
      Map<ReleaseId, List<FollowedRelease>> listed) {}

  FollowRound(
      ReleaseStore releases, AppleAccounts accounts, Reconciler reconciler, InstantSource clock) {
    this.releases = releases;
    this.accounts = accounts;
    this.reconciler = reconciler;
    this.clock = clock;
  }

  /// Returns whether a release is followed and has no orders to carry out.
  static boolean follows(ReleaseRecord release) {
    var orders = release.orders();
    return FollowedRelease.isFollowed(release)
        && release.intent() == null
        && orders.cancel() == null
        && orders.releaseAt() == null;
  }

  /// Runs one round. What is not reached in time has the same keys at the next one.
  ///
  /// @param due all releases that are due; those with orders are left to their own work
  /// @return the number of connections
  int run(List<Versioned<ReleaseRecord>> due, Invocation invocation) {
    var groups = RoundRobin.shuffled(groups(due), period());
    SideBySide.each(
        groups,
        group -> {
          Sweep.guarded(group.connection.value(), () -> follow(group, invocation));
          return group.connection;
        });
    return groups.size();
  }

  private List<Group> groups(List<Versioned<ReleaseRecord>> due) {
    var groups = new LinkedHashMap<ConnectionId, Group>();
    var left = new HashSet<ReleaseId>();
    for (Versioned<ReleaseRecord> found : due) {
      var release = found.value();
      if (follows(release)) {
        group(groups, release.connectionId()).due.add(found);
      } else {
        left.add(release.id());
      }
    }
    for (FollowedRelease known : releases.following().list()) {
      if (!left.contains(known.releaseId())) {
        group(groups, known.connectionId())
            .listed
            .computeIfAbsent(known.releaseId(), _ -> new ArrayList<>())
            .add(known);
      }
    }
    return List.copyOf(groups.values());
  }

  private static Group group(Map<ConnectionId, Group> groups, ConnectionId connection) {
    return groups.computeIfAbsent(
        connection, id -> new Group(id, new ArrayList<>(), new LinkedHashMap<>()));
  }

  private void follow(Group group, Invocation invocation) {
    if (!Sweep.hasTime(invocation)) {
      return;
    }
    var subjects = subjects(group);
    if (subjects.isEmpty()) {
      return;
    }
    var account = accounts.openToFollow(group.connection);
    try {
      for (int from = 0; from < subjects.size(); from += FOLLOWED_AT_ONCE) {
        int to = Math.min(from + FOLLOWED_AT_ONCE, subjects.size());
        if (Sweep.hasTime(invocation)) {
          follow(group, account, subjects.subList(from, to));
        }
      }
    } finally {
      if (account instanceof Account.Usable usable) {
        usable.allowance().giveBack();
      }
    }
  }

  /// Returns what is followed, and repairs the keys of releases whose records are read.
  private List<Subject> subjects(Group group) {
    var subjects = new ArrayList<Subject>();
    for (Versioned<ReleaseRecord> found : group.due) {
      var listed = group.listed.remove(found.value().id());
      releases.following().repair(found.value(), listed == null ? List.of() : listed);
      subjects.add(new Subject(FollowedRelease.of(found.value()), found, true));
    }
    var doubtful = new LinkedHashSet<ReleaseId>();
    group.listed.forEach(
        (id, keys) -> {
          if (keys.size() > 1 || isComparedNow(id)) {
            doubtful.add(id);
          } else {
            subjects.add(new Subject(keys.getFirst(), null, false));
          }
        });
    for (Versioned<ReleaseRecord> found : readAndRepaired(doubtful, group.listed)) {
      if (follows(found.value())) {
        subjects.add(new Subject(FollowedRelease.of(found.value()), found, false));
      }
    }
    return subjects;
  }

  /// Returns whether the release is compared with its key in this round: one in each day.
  private boolean isComparedNow(ReleaseId id) {
    return period() % PERIODS_OF_A_DAY == Math.floorMod(id.value().hashCode(), PERIODS_OF_A_DAY);
  }

  private long period() {
    return clock.instant().getEpochSecond() / PERIOD.toSeconds();
  }

  private List<Versioned<ReleaseRecord>> readAndRepaired(
      Set<ReleaseId> ids, Map<ReleaseId, List<FollowedRelease>> listed) {
    var asked = List.copyOf(ids);
    var read = releases.readAll(asked);
    var found = new ArrayList<Versioned<ReleaseRecord>>();
    var unread = new ArrayList<ReleaseId>();
    for (int i = 0; i < asked.size(); i++) {
      var record = read.get(i);
      if (record.isPresent()) {
        releases.following().repair(record.get().value(), keys(listed, asked.get(i)));
        found.add(record.get());
      } else {
        unread.add(asked.get(i));
      }
    }
    // An unreadable record keeps its keys until that is fixed.
    for (ReleaseId gone : releases.missing(unread)) {
      releases.following().repair(null, keys(listed, gone));
    }
    return found;
  }

  private static List<FollowedRelease> keys(
      Map<ReleaseId, List<FollowedRelease>> listed, ReleaseId id) {
    return listed.getOrDefault(id, List.of());
  }

  private void follow(Group group, Account account, List<Subject> batch) {
    switch (account) {
      case Account.Usable(AppStoreConnectClient apple, Allowance allowance, var _, var _) -> {
        var until = allowance.extendTo(CALLS_OF_A_BATCH);
        if (until.isEmpty()) {
          follow(group, apple, batch);
        }
        // Otherwise Apple has refused a call of this round: the next one asks again.
      }
      case Account.Exhausted(Problem problem, var _) ->
          record(group, batch, (release, now) -> FollowTrouble.recorded(release, problem, now));
      case Account.NotUsable(Problem problem, var _) ->
          record(group, batch, (release, now) -> FollowTrouble.recorded(release, problem, now));
      case Account.Gone() -> record(group, batch, FollowRound::disconnected);
    }
  }

  private static ReleaseRecord disconnected(ReleaseRecord release, Instant now) {
    return release.state() == ReleaseState.REJECTED
        ? release.withStatus(release.status().dueAt(null))
        : release.moved(
            Status.ended(ReleaseState.CANCELED, null), now, "The connection was disconnected.");
  }

  private void follow(Group group, AppStoreConnectClient apple, List<Subject> batch) {
    var follow = new Follow(apple);
    try {
      var seen = follow.look(batch.stream().map(Subject::known).toList());
      var news =
          batch.stream().filter(subject -> subject.due || seen.isNewsOf(subject.known)).toList();
      for (Versioned<ReleaseRecord> found : read(group, news)) {
        var before = found.value();
        var after = own(before, follow.applied(before, seen, clock.instant()));
        write(found, reconciler.onSale(apple, before, after));
      }
    } catch (AppStoreConnectException.RateLimited e) {
      // The pause is in the key's budget, which refuses the next round if it lasts.
      LOGGER.log(Level.WARNING, "Following was refused by Apple's rate limit", e);
    } catch (AppStoreConnectException e) {
      LOGGER.log(Level.WARNING, "Following failed", e);
      if (e instanceof Unauthorized) {
        accounts.keyRejected(group.connection);
      }
      record(group, batch, (release, now) -> FollowTrouble.of(release, e, now));
    }
  }

  /// Returns the records of releases, without those that have changed since their keys were listed,
  /// and those with orders: these are left to their own work.
  private List<Versioned<ReleaseRecord>> read(Group group, List<Subject> subjects) {
    var records = new ArrayList<Versioned<ReleaseRecord>>();
    var unread = new LinkedHashMap<ReleaseId, FollowedRelease>();
    for (Subject subject : subjects) {
      if (subject.record == null) {
        unread.put(subject.known.releaseId(), subject.known);
      } else {
        records.add(subject.record);
      }
    }
    for (Versioned<ReleaseRecord> found : readAndRepaired(unread.keySet(), group.listed)) {
      var release = found.value();
      if (follows(release) && FollowedRelease.of(release).equals(unread.get(release.id()))) {
        records.add(found);
      }
    }
    return records;
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
      Group group, List<Subject> batch, BiFunction<ReleaseRecord, Instant, ReleaseRecord> change) {
    for (Versioned<ReleaseRecord> found : read(group, batch)) {
      write(found, change.apply(found.value(), clock.instant()));
    }
  }

  private void write(Versioned<ReleaseRecord> found, ReleaseRecord after) {
    if (after.equals(found.value())) {
      releases.publishOutbox(found);
      return;
    }
    var written = releases.replace(found, after).map(releases::publishOutbox);
    // Another writer was faster: the next sweep sees the newer state.
    if (written.isPresent() && !written.get().value().state().isOpen()) {
      reconciler.leaveLane(written.get().value());
    }
  }
}
