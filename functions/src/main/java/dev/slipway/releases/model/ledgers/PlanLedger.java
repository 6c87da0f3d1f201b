package dev.slipway.releases.model.ledgers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan of a release: of one whose drop asks only for a plan, or of one that a person has to
/// agree to ([ApprovalLedger]).
///
/// @param wanted whether the drop asks only for the plan: no write at Apple, no place in the app's
///   lane
/// @param madeAt when the plan was made; null before
/// @param actions what the release would do, in order
/// @param readCalls the expected number of additional read calls, without polls during App Review
/// @param hash names what is agreed to: the files and the changes (`releases.plan.PlanHash`); null
///   before the plan is made, and in plans of older versions
public record PlanLedger(
    boolean wanted,
    @Nullable Instant madeAt,
    List<PlannedAction> actions,
    int readCalls,
    @Nullable String hash) {
  /// Replaces, in a planned record, every id that Apple has not assigned yet.
  public static final String PLANNED_ID = "planned";

  public static final PlanLedger NOT_WANTED = new PlanLedger(false, null, List.of(), 0, null);
  public static final PlanLedger WANTED = new PlanLedger(true, null, List.of(), 0, null);

  public PlanLedger {
    actions = List.copyOf(actions);
  }

  public PlanLedger made(Instant at, List<PlannedAction> actions, int readCalls, String hash) {
    return new PlanLedger(wanted, at, actions, readCalls, hash);
  }

  /// Returns the same plan for a release that is to be carried out.
  public PlanLedger toCarryOut() {
    return new PlanLedger(false, madeAt, actions, readCalls, hash);
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
