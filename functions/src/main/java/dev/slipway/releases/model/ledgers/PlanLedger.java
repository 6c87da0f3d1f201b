package dev.slipway.releases.model.ledgers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan of a release whose drop asks only for a plan.
///
/// @param wanted whether the drop asks only for the plan: no write at Apple, no place in the app's
///   lane
/// @param madeAt when the plan was made; null before
/// @param actions what the release would do, in order
/// @param readCalls the expected number of additional read calls, without polls during App Review
public record PlanLedger(
    boolean wanted, @Nullable Instant madeAt, List<PlannedAction> actions, int readCalls) {
  /// Replaces, in a planned record, every id that Apple has not assigned yet.
  public static final String PLANNED_ID = "planned";

  public static final PlanLedger NOT_WANTED = new PlanLedger(false, null, List.of(), 0);
  public static final PlanLedger WANTED = new PlanLedger(true, null, List.of(), 0);

  public PlanLedger {
    actions = List.copyOf(actions);
  }

  public PlanLedger made(Instant at, List<PlannedAction> actions, int readCalls) {
    return new PlanLedger(wanted, at, actions, readCalls);
  }

  /// Returns the number of write calls.
  public int writeCalls() {
    return actions.stream().mapToInt(action -> action.calls().size()).sum();
  }

  /// Returns the number of bytes to upload to Apple.
  public long uploadBytes() {
    return actions.stream().mapToLong(PlannedAction::sizeBytes).sum();
  }
}
