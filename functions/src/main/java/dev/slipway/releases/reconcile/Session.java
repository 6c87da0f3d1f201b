package dev.slipway.releases.reconcile;

import dev.slipway.announcements.Outbox;
import dev.slipway.appstoreconnect.apps.AppOverview;
import dev.slipway.budgets.Purpose;
import dev.slipway.releases.actions.AppleAccounts.Account;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.Documents.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One worker's hold on one record during an invocation: the record as it was last read or written,
/// and as this worker has changed it. Not thread-safe.
final class Session {
  /// The sweep looks at a release in work after this long, in case its worker died.
  private static final Duration SAFETY = Duration.ofMinutes(6);

  private static final Duration ACCOUNT_KEPT = Duration.ofMinutes(2);

  /// Long enough for the step after the search for the app.
  private static final Duration JUST = Duration.ofMinutes(2);

  private final ReleaseStore store;
  private final InstantSource clock;
  private Versioned<ReleaseRecord> stored;
  private ReleaseRecord release;
  private Instant leaseEnds = Instant.MIN;
  private @Nullable Account account;
  private Instant accountOpenedAt = Instant.MIN;
  private int calls;
  private @Nullable AppOverview seen;
  private Instant seenAt = Instant.MIN;
  private boolean lost;
  private @Nullable Runnable givesSlotBack;

  Session(ReleaseStore store, InstantSource clock, Versioned<ReleaseRecord> stored) {
    this.store = store;
    this.clock = clock;
    this.stored = stored;
    this.release = stored.value();
  }

  ReleaseRecord release() {
    return release;
  }

  /// Returns the connection's account; opens it again if its verdict may be outdated.
  Account account(Function<Purpose, Account> open) {
    var now = clock.instant();
    var known = account;
    if (known == null || now.isAfter(accountOpenedAt.plus(ACCOUNT_KEPT))) {
      returnUnusedCalls();
      known = open.apply(Purpose.RELEASE.after(calls));
      account = known;
      accountOpenedAt = now;
    }
    return known;
  }

  /// Returns whether the connection's check found that the key's role allows releases.
  boolean isRoleFound() {
    return account instanceof Account.Usable usable && usable.roleFound();
  }

  /// Returns whether the connection asks for approval before submissions.
  boolean asksForApproval() {
    return account instanceof Account.Usable usable && usable.asksForApproval();
  }

  /// Returns whether further calls may be made without planning again.
  boolean mayCall(int furtherCalls) {
    return !(account instanceof Account.Usable usable)
        || usable.allowance().extendTo(furtherCalls).isEmpty();
  }

  /// Returns unused calls to the key's budget; the account is opened again when it is needed.
  void returnUnusedCalls() {
    if (account instanceof Account.Usable usable) {
      usable.allowance().giveBack();
      calls += usable.allowance().spentInAll();
    }
    account = null;
  }

  /// Keeps what the search for the app showed, for a step of this invocation that asks the same.
  void saw(AppOverview app) {
    seen = app;
    seenAt = clock.instant();
  }

  /// Returns what the search for the app showed; null when it was in another invocation, or longer
  /// than two minutes ago.
  @Nullable AppOverview justSeen() {
    return clock.instant().isAfter(seenAt.plus(JUST)) ? null : seen;
  }

  boolean hasSlot() {
    return givesSlotBack != null;
  }

  /// @param giveBack gives the slot back, at the end of this worker's hold
  void holdsSlot(Runnable giveBack) {
    givesSlotBack = giveBack;
  }

  /// Gives the slot back, if this worker holds one; the record must be written before.
  void giveSlotBack() {
    if (givesSlotBack != null) {
      givesSlotBack.run();
      givesSlotBack = null;
    }
  }

  void leasedUntil(Instant expiresAt) {
    leaseEnds = expiresAt;
  }

  /// Returns whether the lane's lease ends within the margin, or was never held.
  boolean leaseEndsWithin(Duration margin) {
    return clock.instant().plus(margin).isAfter(leaseEnds);
  }

  /// Returns whether the remaining lease exceeds the write's deadline and the allowance for
  /// differing clocks, or the write needs no lease.
  boolean leaseCovers(WriteKind write) {
    return !write.needsLease()
        || !leaseEndsWithin(write.deadline().plus(LaneClaims.SKEW_ALLOWANCE));
  }

  /// Keeps a change in memory; it is written with the next [#write].
  void setRelease(ReleaseRecord changed) {
    release = changed;
  }

  /// Writes the record while work continues, and keeps it due for the case that the worker dies.
  ///
  /// @return as [#write]
  boolean writeWhileWorking() {
    var due = release.status().nextCheckAt();
    Instant now = clock.instant();
    if (release.state().isOpen() && (due == null || due.isBefore(now.plus(SAFETY.dividedBy(2))))) {
      release = release.withStatus(release.status().dueAt(now.plus(SAFETY)));
    }
    return write();
  }

  /// Writes the record. Orders of people that were written meanwhile are merged; any other change
  /// comes from another worker.
  ///
  /// @return false when another worker was faster: this one must leave the record alone
  boolean write() {
    while (!lost && !release.equals(stored.value().withPredecessor(release.predecessor()))) {
      var written = store.replace(stored, release);
      if (written.isPresent()) {
        stored = written.get();
        release = keepTransient(stored.value());
        return true;
      }
      var found = store.read(release.id());
      if (found.isEmpty() || !onlyOrdersDiffer(found.get().value(), stored.value())) {
        lost = true;
      } else {
        var before = stored.value();
        stored = found.get();
        release = withOrders(release, before, stored.value());
      }
    }
    return !lost;
  }

  /// Returns the release with the orders that arrived since this worker read the record. It stays
  /// due as they want it: this worker may be about to rest without having planned with them, and
  /// the worker that they woke may have found the lane leased, and left.
  private static ReleaseRecord withOrders(
      ReleaseRecord mine, ReleaseRecord before, ReleaseRecord now) {
    var merged =
        mine.withOrders(mine.orders().withArrived(before.orders(), now.orders()))
            .withOutbox(mine.outbox().after(now.outbox()));
    var wanted = now.status().nextCheckAt();
    var due = merged.status().nextCheckAt();
    boolean sooner = wanted != null && (due == null || wanted.isBefore(due));
    return sooner && now.orders().askForMoreThan(before.orders()) && Reconciler.isWorkable(merged)
        ? merged.withStatus(merged.status().dueAt(wanted))
        : merged;
  }

  /// Returns whether another worker has changed the record.
  boolean isLost() {
    return lost;
  }

  /// Removes published announcements from the record, and publishes the others; everything else
  /// must be written before.
  void publishOutbox() {
    boolean written =
        !lost && release.equals(stored.value().withPredecessor(release.predecessor()));
    if (written) {
      stored = store.publishOutbox(stored);
      release = keepTransient(stored.value());
    }
  }

  private ReleaseRecord keepTransient(ReleaseRecord written) {
    return written.withPredecessor(release.predecessor());
  }

  private static boolean onlyOrdersDiffer(ReleaseRecord now, ReleaseRecord before) {
    return neutral(now).equals(neutral(before));
  }

  /// Returns the record without what others may change: orders, its due time, its published
  /// announcements, and the stamp.
  private static ReleaseRecord neutral(ReleaseRecord release) {
    var status = release.status();
    return release
        .withOrders(Orders.NONE)
        .withPredecessor(null)
        .withOutbox(Outbox.EMPTY)
        .withStatus(
            new Status(
                status.state(),
                status.problem(),
                status.waitingFor(),
                null,
                status.failures(),
                status.failingSince(),
                status.failedStep(),
                status.successor()))
        .withUpdatedAt(Instant.EPOCH);
  }
}
