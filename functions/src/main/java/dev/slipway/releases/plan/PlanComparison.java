package dev.slipway.releases.plan;

import dev.slipway.actors.Actor;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ledgers.ApprovalLedger;
import dev.slipway.releases.model.ledgers.ApprovalLedger.Difference;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Compares the plan of a release as it is now with the one that the release holds, and decides
/// whether the release goes on or asks a person again. Pure.
public final class PlanComparison {
  private PlanComparison() {}

  /// Returns the release after the comparison.
  ///
  /// @param release with the plan that was agreed to, if there is one
  /// @param present the plan that was just made
  public static StepResult of(ReleaseRecord release, PlanLedger present, Instant now) {
    var approval = release.approval();
    String hash = present.hash();
    if (approval == null || hash == null) {
      throw new IllegalStateException("only a release that needs agreement compares its plan");
    }
    var agreed = release.plan();
    if (agreed.hash() == null) {
      // A drop is prepared without a question; this plan shows what that changes.
      return StepResult.progressed(release.withPlan(present).withApproval(approval.begun(hash)));
    }
    if (approval.begun() == null) {
      return StepResult.progressed(
          hash.equals(agreed.hash())
              ? begun(release, approval, present, now)
              : changed(release, approval, present, allDifferences(agreed, present), now));
    }
    var differences = unexpected(agreed, present);
    return StepResult.progressed(
        differences.isEmpty()
            ? release
                .withApproval(approval.compared(now))
                .moved(release.status(), now, "Compared with Apple: as the plan says.")
            : changed(release, approval, present, differences, now));
  }

  /// Begins the work of a plan. What was done before is looked at again where the plan changes it.
  private static ReleaseRecord begun(
      ReleaseRecord release, ApprovalLedger approval, PlanLedger present, Instant now) {
    boolean works = present.actions().stream().anyMatch(action -> !action.isOfSubmission());
    var agreed =
        release
            .withApproval(
                works
                    ? approval.begun(hashOf(present))
                    : approval.begun(hashOf(present)).compared(now))
            .moved(release.status(), now, "Compared with Apple: the plan is the one agreed to.");
    return works
        ? agreed
            .withVersion(VersionLedger.EMPTY)
            .withReview(ReviewLedger.EMPTY)
            .withContent(notBegun(release.content()))
        : agreed;
  }

  private static String hashOf(PlanLedger plan) {
    String hash = plan.hash();
    if (hash == null) {
      throw new IllegalStateException("checked before");
    }
    return hash;
  }

  /// Returns the ledger for another round, with what is known of the files at Apple.
  static ContentLedger notBegun(ContentLedger content) {
    return content
        .with()
        .state(ContentLedger.State.NOT_BEGUN)
        .processingSince(null)
        .looks(0)
        .informationSeenAt(null)
        .build();
  }

  private static ReleaseRecord changed(
      ReleaseRecord release,
      ApprovalLedger approval,
      PlanLedger present,
      List<Difference> differences,
      Instant now) {
    int count = differences.size();
    return release
        .withPlan(present)
        .withApproval(approval.changed(differences))
        .withOrders(release.orders().notAgreed())
        .moved(
            release.status(),
            now,
            "The plan has changed since a person agreed to it: "
                + (count == 1 ? "1 line differs." : count + " lines differ."),
            Actor.SCHEDULE);
  }

  private static List<Difference> allDifferences(PlanLedger agreed, PlanLedger present) {
    var differences = new ArrayList<Difference>();
    without(present.actions(), agreed.actions())
        .forEach(action -> differences.add(new Difference(true, action)));
    without(agreed.actions(), present.actions())
        .forEach(action -> differences.add(new Difference(false, action)));
    return differences;
  }

  /// Returns what is left to do besides the submission that was agreed to. Work that was done and
  /// is to be done again counts: a person changed it back at Apple.
  private static List<Difference> unexpected(PlanLedger agreed, PlanLedger present) {
    boolean submits =
        agreed.actions().stream()
            .anyMatch(action -> action.kind() == Kind.SUBMIT && action.isOfSubmission());
    var foreign = submits ? without(present.actions(), agreed.actions()) : List.of();
    return present.actions().stream()
        .filter(action -> !action.isOfSubmission() || foreign.contains(action))
        .map(action -> new Difference(true, action))
        .toList();
  }

  private static List<PlannedAction> without(
      List<PlannedAction> actions, List<PlannedAction> others) {
    return actions.stream()
        .filter(action -> others.stream().noneMatch(action::isSameChange))
        .toList();
  }
}
