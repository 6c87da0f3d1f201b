package dev.slipway.releases.plan;

import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionItemId;
import dev.slipway.problems.Problem;
import dev.slipway.releases.actions.AppleLook;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.RequiredFacts;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes the plan of a release: runs the planner, looks at Apple where it looks, and imagines the
/// result of each write instead of making it. So the plan says what a run would do, and no second
/// piece of code has to guess it.
public final class PlanMaking {
  /// The calls for the app and for preflight.
  private static final int READS_BEFORE = 6;

  /// The same for a release without a version of its own.
  private static final int READS_BESIDE_VERSIONS = 2;

  /// How often Apple is usually asked while it processes a build.
  private static final int PROCESSING_READS = 2;

  /// A plan with more steps than any release has is a bug.
  private static final int STEP_LIMIT = 500;

  private final AppleLook looks;
  private final Instant now;

  /// @param looks asks Apple for what exists already
  public PlanMaking(AppleLook looks, Instant now) {
    this.looks = looks;
    this.now = now;
  }

  /// Makes the plan of a release of which nothing is done yet.
  public StepResult make(ReleaseRecord release, PlanSource source) {
    return make(release, submitting(release.withPlan(PlanLedger.NOT_WANTED)), source);
  }

  /// Makes the plan of what is left of a release under way: everything that the drop asks for is
  /// looked at again.
  public StepResult makeAgain(ReleaseRecord release, PlanSource source) {
    var content = release.content();
    // A version in a draft submission is taken out of it only for a change.
    boolean done = content.state() == ContentLedger.State.DONE && source.contentActions().isEmpty();
    var left =
        submitting(release.withPlan(PlanLedger.NOT_WANTED))
            .withIntent(null)
            .withPredecessor(null)
            .withAbandoned(null)
            .withLateWrites(null)
            .withVersion(VersionLedger.EMPTY)
            .withReview(ReviewLedger.EMPTY)
            .withContent(done ? content : PlanComparison.notBegun(content));
    return make(release, left, source);
  }

  /// Returns the release as if a person had approved it: the plan shows to what they would agree.
  private ReleaseRecord submitting(ReleaseRecord release) {
    var approval = release.approval();
    var free = release.withApproval(null);
    return approval != null && approval.required() && release.orders().submitAt() == null
        ? free.withOrders(release.orders().withSubmitAt(now))
        : free;
  }

  private StepResult make(ReleaseRecord release, ReleaseRecord begin, PlanSource source) {
    var builds = new ImaginedBuild(source.encryptionInBuild());
    var actions = new ArrayList<PlannedAction>();
    int reads =
        RequiredFacts.desired(release).isBesideVersions() ? READS_BESIDE_VERSIONS : READS_BEFORE;
    var imagined = begin;
    var takenOut = new HashSet<ReviewSubmissionItemId>();
    for (int steps = 0; steps < STEP_LIMIT; steps++) {
      var step = NextStep.of(imagined, now);
      switch (step) {
        case Step.Write write -> {
          var planned = PlannedWrite.of(imagined, write, builds, now);
          if (planned.action() != null) {
            actions.add(planned.action());
          }
          if (planned.after() == null) {
            return made(release, source, actions, reads);
          }
          imagined = planned.after();
          if (write instanceof Step.RemoveSubmissionItem(ReviewSubmissionItemId item)) {
            takenOut.add(item);
          }
          if (write instanceof Step.CommitBuildUploadFile) {
            reads += PROCESSING_READS;
          }
        }
        case Step.TransferParts() -> imagined = ImaginedBuild.transferred(imagined);
        case Step.ApplyContent() -> {
          if (source.locked() != null) {
            return StepResult.attention(release, source.locked());
          }
          // What Beta App Review needed is done by then.
          source.contentActions().stream()
              .filter(action -> !actions.contains(action))
              .forEach(actions::add);
          reads += source.contentReads();
          imagined = imagined.withContent(ContentLedger.EMPTY.in(ContentLedger.State.DONE));
        }
        case Step.ApplyBetaReviewInformation() -> {
          actions.addAll(source.betaReviewActions());
          reads++;
          imagined = imagined.withTestFlight(imagined.testFlight().withReviewInformationAt(now));
        }
        case Step.Look look -> {
          reads++;
          var seen = looks.at(imagined, look, now);
          switch (seen.outcome()) {
            case Outcome.Progressed() -> imagined = without(takenOut, seen.release());
            case Outcome.NeedsAttention(Problem problem) -> {
              return StepResult.attention(release, problem);
            }
            // What the release would wait for is over by then, or a newer plan shows it.
            case Outcome.Waiting _, Outcome.Settling _, Outcome.Failed _ -> {
              return new StepResult(release, seen.outcome());
            }
          }
        }
        case Step.Attention(Problem problem) -> {
          return StepResult.attention(release, problem);
        }
        case Step.Wait(ReleaseState state, var _, var _) when state == ReleaseState.PROCESSING -> {
          imagined = imagined.withBuild(builds.valid(imagined, now));
          reads += PROCESSING_READS;
        }
        case Step.Wait _, Step.End _ -> {
          return made(release, source, actions, reads);
        }
        case Step.ReadDrop _, Step.Preflight _, Step.MakePlan _, Step.ComparePlan _ ->
            throw new IllegalStateException("must be done before the plan is made: " + step.name());
        case Step.RecordWrite _ ->
            throw new IllegalStateException("a plan has no place in the lane: " + step.name());
      }
    }
    throw new IllegalStateException("the plan of release " + release.id() + " does not end");
  }

  /// Removes from what Apple shows the items that the plan took out of a draft submission.
  private static ReleaseRecord without(Set<ReviewSubmissionItemId> takenOut, ReleaseRecord seen) {
    var review = seen.review();
    var submission = review.submissionId();
    var state = review.state();
    return submission != null
            && state != null
            && review.itemId() != null
            && takenOut.contains(review.itemId())
        ? seen.withReview(ReviewLedger.EMPTY.with(submission, state))
        : seen;
  }

  private StepResult made(
      ReleaseRecord release, PlanSource source, List<PlannedAction> actions, int reads) {
    String hash = PlanHash.of(source.files(), actions);
    return StepResult.progressed(release.withPlan(release.plan().made(now, actions, reads, hash)));
  }
}
