package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes every write to Apple: only when the loop allows it, and with its outcome recorded.
/// Thread-safe.
final class Journal {
  private final ContentGate gate;
  private final Object writing = new Object();
  private ContentLedger ledger;
  private @Nullable UnaryOperator<ContentLedger> unwritten;
  private boolean stopped;

  Journal(ContentGate gate, ContentLedger ledger) {
    this.gate = gate;
    this.ledger = ledger;
  }

  synchronized ContentLedger ledger() {
    return ledger;
  }

  boolean hasTime() {
    return !isStopped() && gate.hasTime();
  }

  /// Prevents further writes; those on their way are finished.
  synchronized void stop() {
    stopped = true;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /// @throws RoundEndedException when no time is left to start anything
  void requireTime() {
    if (!hasTime()) {
      throw new RoundEndedException(new ContentOutcome.OutOfTime());
    }
  }

  private static void require(ContentGate.Answer answer) {
    switch (answer) {
      case GO_ON -> {}
      case LANE_LOST -> throw new RoundEndedException(new ContentOutcome.LaneLost());
      case STOP -> throw new RoundEndedException(new ContentOutcome.Stopped());
    }
  }

  /// Records progress; a change without effect is not written.
  void record(UnaryOperator<ContentLedger> change) {
    if (note(change)) {
      require(write());
    }
  }

  /// Keeps progress until the next is recorded, or the round ends. For what Apple shows as well: if
  /// the worker dies before, the next one finds it there.
  ///
  /// @return whether the change has an effect
  boolean note(UnaryOperator<ContentLedger> change) {
    synchronized (this) {
      var changed = change.apply(ledger);
      if (changed.equals(ledger)) {
        return false;
      }
      ledger = changed;
      var before = unwritten;
      unwritten = before == null ? change : known -> change.apply(before.apply(known));
      return true;
    }
  }

  /// Writes what was only noted, at the end of a round.
  void flush() {
    write();
  }

  /// Writes everything that is noted by now: when this returns, no note of before is on its way.
  private ContentGate.Answer write() {
    synchronized (writing) {
      UnaryOperator<ContentLedger> change;
      synchronized (this) {
        change = unwritten;
        unwritten = null;
      }
      return change == null ? ContentGate.Answer.GO_ON : gate.progress(change);
    }
  }

  void learned(String name, String id) {
    record(known -> known.withFound(Map.of(name, id)));
  }

  /// Writes. If the outcome is unknown, Apple is read before the write is repeated.
  <T> T write(Supplier<T> call) {
    requireTime();
    require(gate.beforeWrite());
    try {
      return call.get();
    } catch (AppStoreConnectException e) {
      if (e.outcomeUnknown()) {
        if (!e.isAnswered()) {
          gate.gaveUpOnAnswer();
        }
        throw new RoundEndedException(new LookAgain(e));
      }
      throw e;
    }
  }

  void write(Runnable call) {
    write(
        () -> {
          call.run();
          return true;
        });
  }

  /// Creates a resource. A conflict may mean that it exists already, although it was not shown.
  <T> T create(Supplier<T> call) {
    try {
      return write(call);
    } catch (Conflict e) {
      throw new RoundEndedException(new LookAgain(e));
    }
  }

  /// Completes or arranges a resource. A conflict may mean that a late write of an interrupted
  /// worker did this already.
  void complete(Runnable call) {
    try {
      write(call);
    } catch (Conflict e) {
      throw new RoundEndedException(new LookAgain(e));
    }
  }

  /// Deletes a resource. One that no longer exists counts as deleted.
  void delete(Runnable call) {
    write(
        () -> {
          try {
            call.run();
          } catch (NotFound gone) {
            return false;
          }
          return true;
        });
  }
}
