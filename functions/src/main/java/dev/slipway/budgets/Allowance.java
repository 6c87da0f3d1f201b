package dev.slipway.budgets;

import dev.slipway.appstoreconnect.http.CallObserver;
import dev.slipway.appstoreconnect.http.CallReport;
import dev.slipway.state.Documents.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls that one worker may make with one key. It observes every call. Its holder asks it
/// before each piece of work, renews it when it does not suffice, and returns unused calls. It
/// never blocks: a piece of work that was started is finished. Thread-safe.
public final class Allowance implements CallObserver {
  private static final int REFUSED = 429;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// Calls without a grant are reported to the budget when less than this part of the hour's calls
  /// remains.
  private static final int SCARCE_PERCENT = 25;

  /// The last calls of a minute, in percent, are not used.
  private static final int MINUTE_LEAVES_PERCENT = 10;

  private final @Nullable KeyBudgets budgets;
  private final String fingerprint;
  private final Purpose purpose;
  private Grasp grasp;
  private int spent;
  private int spentBefore;
  private @Nullable Observation said;
  private @Nullable Instant pausedUntil;
  private @Nullable Instant refusedUntil;

  /// The state of this allowance in the store.
  ///
  /// @param id of the grant; empty without a grant
  /// @param calls how many may be made
  /// @param known the document after its last write; null when it must be read again
  record Grasp(String id, int calls, @Nullable Versioned<KeyBudget> known) {
    /// The store could not be reached: any number of calls may be made.
    static final Grasp UNBOUNDED = new Grasp("", Integer.MAX_VALUE, null);

    static final Grasp NONE = new Grasp("", 0, null);

    boolean isHeld() {
      return !id.isEmpty();
    }
  }

  /// What the holder must account for.
  record Account(
      Grasp grasp, int spent, @Nullable Observation said, @Nullable Instant pausedUntil) {}

  Allowance(@Nullable KeyBudgets budgets, String fingerprint, Purpose purpose, Grasp grasp) {
    this.budgets = budgets;
    this.fingerprint = fingerprint;
    this.purpose = purpose;
    this.grasp = grasp;
  }

  /// Returns an allowance without a limit, for which no account is kept.
  public static Allowance unlimited() {
    return new Allowance(null, "", Purpose.RELEASE, Grasp.UNBOUNDED);
  }

  @Override
  public synchronized void called(CallReport report) {
    spent++;
    var limit = report.rateLimit();
    var hourLimit = limit.hourLimit();
    var hourRemaining = limit.hourRemaining();
    if (hourLimit != null && hourRemaining != null) {
      said = new Observation(hourLimit, hourRemaining, report.at());
    }
    var minuteLimit = limit.minuteLimit();
    var minuteRemaining = limit.minuteRemaining();
    boolean minuteNearlyOver =
        minuteLimit != null
            && minuteRemaining != null
            && minuteRemaining <= minuteLimit * MINUTE_LEAVES_PERCENT / 100;
    if (minuteNearlyOver || report.status() == REFUSED) {
      pausedUntil = report.at().plus(MINUTE);
    }
  }

  /// Ensures that this many more calls may be made; requests more if needed.
  ///
  /// @return when to come back if they may not be made; empty when they may
  public synchronized Optional<Instant> extendTo(int calls) {
    if (budgets == null) {
      return Optional.empty();
    }
    var refused = refusedUntil;
    var now = budgets.now();
    if (!purpose.takesGrant()) {
      return Optional.ofNullable(pausedUntil).filter(now::isBefore);
    }
    if (refused != null && now.isBefore(refused)) {
      return Optional.of(refused);
    }
    boolean lasts = spent <= grasp.calls - calls;
    boolean paused = pausedUntil != null && now.isBefore(pausedUntil);
    if (lasts && !paused) {
      return Optional.empty();
    }
    spentBefore += spent;
    var asked = budgets.renew(fingerprint, purpose.after(spentBefore), account(), now);
    spent = 0;
    grasp = asked.grasp();
    refusedUntil = asked.refusedUntil();
    return Optional.ofNullable(refusedUntil);
  }

  /// Returns unused calls to the budget. Call this when no more calls will be made.
  public synchronized void giveBack() {
    if (budgets != null && purpose.takesGrant() && (spent > 0 || grasp.isHeld())) {
      budgets.recordCalls(fingerprint, account());
    }
    if (budgets != null && !purpose.takesGrant() && spent > 0) {
      budgets.noteUngranted(fingerprint, account(), isScarce());
    }
    spentBefore += spent;
    spent = 0;
    grasp = Grasp.NONE;
  }

  /// Returns the number of calls made so far.
  public synchronized int spentInAll() {
    return spentBefore + spent;
  }

  private boolean isScarce() {
    return pausedUntil != null
        || (said != null && said.remaining() < (long) said.limit() * SCARCE_PERCENT / 100);
  }

  private Account account() {
    return new Account(grasp, spent, said, pausedUntil);
  }
}
