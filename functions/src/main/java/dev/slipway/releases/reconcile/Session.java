package dev.slipway.releases.reconcile;

import dev.slipway.announcements.Outbox;
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

/// One worker's hold on one record during an invocation: the record as it stands in the store, and
/// as this worker knows it. Not thread-safe.
final class Session {
  /// While a worker is at it, the sweep looks again after this long, should the worker die.
  private static final Duration SAFETY = Duration.ofMinutes(6);

  private static final Duration ACCOUNT_KEPT = Duration.ofMinutes(2);

  private final ReleaseStore store;
  private final InstantSource clock;
  private Versioned<ReleaseRecord> stored;
  private ReleaseRecord release;
  private Instant leaseEnds = Instant.MIN;
  private @Nullable Account account;
  private Instant accountOpenedAt = Instant.MIN;
  private int calls;
  private boolean lost;

  Session(ReleaseStore store, InstantSource clock, Versioned<ReleaseRecord> stored) {
    this.store = store;
    this.clock = clock;
    this.stored = stored;
    this.release = stored.value();
  }

  ReleaseRecord release() {
    return release;
  }

  /// The connection's account, opened anew when it was opened too long ago to rely on its verdict.
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

  /// Whether further calls may be made without going back to the plan.
  boolean mayCall(int furtherCalls) {
    return !(account instanceof Account.Usable usable)
        || usable.allowance().extendTo(furtherCalls).isEmpty();
  }

  /// Leaves to others what was granted and is not needed; the account is opened anew when it is.
  void returnUnusedCalls() {
    if (account instanceof Account.Usable usable) {
      usable.allowance().giveBack();
      calls += usable.allowance().spentInAll();
    }
    account = null;
  }

  void leasedUntil(Instant expiresAt) {
    leaseEnds = expiresAt;
  }

  /// Whether the lane's lease has less than this left, or was never held.
  boolean leaseEndsWithin(Duration margin) {
    return clock.instant().plus(margin).isAfter(leaseEnds);
  }

  /// Whether what is left of the lease exceeds the write's deadline with the allowance for clocks
  /// that differ, or the write needs no lease.
  boolean leaseCovers(WriteKind write) {
    return !write.needsLease()
        || !leaseEndsWithin(write.deadline().plus(LaneClaims.SKEW_ALLOWANCE));
  }

  /// Keeps a change in memory; it is written with the next [#write].
  void setRelease(ReleaseRecord changed) {
    release = changed;
  }

  /// Writes while work goes on.
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

  /// Writes the record. People's orders may have come in meanwhile: they are taken over. Any other
  /// change is another worker's.
  ///
  /// @return false when another worker was faster: this one is done with the record
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
        stored = found.get();
        release =
            release
                .withOrders(stored.value().orders())
                .withOutbox(release.outbox().after(stored.value().outbox()));
      }
    }
    return !lost;
  }

  /// Whether another worker has the record now.
  boolean isLost() {
    return lost;
  }

  /// Takes off the record what was published, and publishes what was not; everything else must have
  /// been saved.
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

  /// The record without what others may change: orders, when it is due, what is published of it,
  /// and the stamp.
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
