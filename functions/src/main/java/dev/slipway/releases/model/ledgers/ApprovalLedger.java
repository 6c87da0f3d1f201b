package dev.slipway.releases.model.ledgers;

import dev.slipway.releases.ReleaseId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a release may do only with a person's agreement to its plan ([PlanLedger#hash()]): begin,
/// where it carries out a plan or the plan has changed; submit, where the connection asks for
/// approval. Before the first write, and again just before the submission, the plan is made again
/// and compared; the release waits when it is another one.
///
/// @param required whether a person must approve before the submission to App Review
/// @param carriesOut the plan that the release carries out; null for a drop
/// @param begun the hash of the plan whose carrying out has begun; null while nothing may be
///   written
/// @param comparedAt when the last comparison found nothing left but the submission; null before
/// @param differences what the present plan has that was not agreed to, and what it lacks; empty
///   when nobody has to be asked again
@RecordBuilder
public record ApprovalLedger(
    boolean required,
    @Nullable ReleaseId carriesOut,
    @Nullable String begun,
    @Nullable Instant comparedAt,
    List<Difference> differences)
    implements ApprovalLedgerBuilder.With {
  /// The submission follows the comparison at once; after a pause it is compared again.
  private static final Duration FRESH = Duration.ofMinutes(1);

  /// A drop of a connection that asks for approval.
  public static final ApprovalLedger REQUIRED =
      new ApprovalLedger(true, null, null, null, List.of());

  /// A line in which the present plan differs.
  ///
  /// @param present whether it is a line of the present plan; if false, one of the plan that was
  ///   agreed to
  public record Difference(boolean present, PlannedAction action) {}

  public ApprovalLedger {
    differences = List.copyOf(differences);
  }

  /// Returns the ledger of a release that carries out a plan.
  ///
  /// @param required whether the connection asks for approval
  public static ApprovalLedger ofPlan(ReleaseId plan, boolean required) {
    return new ApprovalLedger(required, plan, null, null, List.of());
  }

  /// Returns the ledger after the work of this plan may begin.
  public ApprovalLedger begun(String hash) {
    return with().begun(hash).comparedAt(null).differences(List.of()).build();
  }

  /// Returns the ledger after a comparison that found nothing left but the submission.
  public ApprovalLedger compared(Instant at) {
    return withComparedAt(at);
  }

  /// Returns the ledger of a release that waits, because its plan is another one now.
  public ApprovalLedger changed(List<Difference> found) {
    return with().begun(null).comparedAt(null).differences(found).build();
  }

  /// Returns whether the last comparison still says what Apple has.
  public boolean isFresh(Instant now) {
    return comparedAt != null && now.isBefore(comparedAt.plus(FRESH));
  }
}
