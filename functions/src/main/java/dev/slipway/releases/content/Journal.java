package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The way of every write to Apple: only when the loop allows it, and with its outcome kept.
/// Thread-safe.
final class Journal {
  private final ContentGate gate;
  private ContentLedger ledger;
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

  /// Lets nothing more begin; what is on its way comes to its end.
  synchronized void stop() {
    stopped = true;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /// @throws RoundEndedException when there is no time to begin anything
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

  /// Keeps progress; a change that changes nothing costs nothing.
  void record(UnaryOperator<ContentLedger> change) {
    synchronized (this) {
      var changed = change.apply(ledger);
      if (changed.equals(ledger)) {
        return;
      }
      ledger = changed;
    }
    require(gate.progress(change));
  }

  void learned(String name, String id) {
    record(known -> known.withFound(Map.of(name, id)));
  }

  /// Writes. A write whose outcome is unknown is never repeated before Apple was looked at.
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

  /// Creates. A conflict may mean that it is there already, although it was not shown.
  <T> T create(Supplier<T> call) {
    try {
      return write(call);
    } catch (Conflict e) {
      throw new RoundEndedException(new LookAgain(e));
    }
  }

  /// Completes or arranges what is there. A conflict may mean that this was done already, by a
  /// write of an interrupted worker that came late.
  void complete(Runnable call) {
    try {
      write(call);
    } catch (Conflict e) {
      throw new RoundEndedException(new LookAgain(e));
    }
  }

  /// Deletes. What is gone is gone.
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
