package dev.slipway.releases.model.ledgers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan of a release of which only the plan is wanted.
///
/// @param wanted whether nothing but the plan is wanted: no write at Apple, no place in the app's
///   lane
/// @param madeAt when it was made; null before
/// @param actions what the release would do, in order
/// @param readCalls how many reading API calls come on top, as far as can be foreseen: App Review's
///   polls are not counted
public record PlanLedger(
    boolean wanted, @Nullable Instant madeAt, List<PlannedAction> actions, int readCalls) {
  /// Stands in an imagined record for every id that Apple will give.
  public static final String PLANNED_ID = "planned";

  public static final PlanLedger NOT_WANTED = new PlanLedger(false, null, List.of(), 0);
  public static final PlanLedger WANTED = new PlanLedger(true, null, List.of(), 0);

  public PlanLedger {
    actions = List.copyOf(actions);
  }

  public PlanLedger made(Instant at, List<PlannedAction> actions, int readCalls) {
    return new PlanLedger(wanted, at, actions, readCalls);
  }

  /// How many writing API calls it takes.
  public int writeCalls() {
    return actions.stream().mapToInt(action -> action.calls().size()).sum();
  }

  /// Bytes that go to Apple.
  public long uploadBytes() {
    return actions.stream().mapToLong(PlannedAction::sizeBytes).sum();
  }
}
