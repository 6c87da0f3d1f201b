package dev.slipway.releases.plan;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.ApprovalLedger;
import dev.slipway.releases.model.ledgers.ApprovalLedger.Difference;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.reconcile.Records;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What follows from a comparison, and what the release does next.
class PlanComparisonTest {
  private static final Actor ANNA = new Actor("https://issuer.example.com#anna");
  private static final PlannedAction TEXT = text("Old", "New");
  private static final PlannedAction SUBMISSION =
      action(Kind.CREATE, "Review submission", null, "IOS", "POST /v1/reviewSubmissions");
  private static final PlannedAction SUBMIT =
      action(Kind.SUBMIT, "App Review", null, "version 1.1", "PATCH /v1/reviewSubmissions/{id}");
  private static final PlanLedger WHOLE = plan(TEXT, SUBMISSION, SUBMIT);
  private static final PlanLedger LEFT = plan(SUBMISSION, SUBMIT);

  /// A drop of a connection that asks for approval.
  private static final ReleaseRecord DROP =
      Records.examined(Terms.OPEN)
          .withStatus(Status.due(ReleaseState.PREPARING, NOW))
          .withApproval(ApprovalLedger.REQUIRED);

  @Test
  void aDropMakesItsPlanBeforeItsFirstWriteAndBegins() {
    assertThat(NextStep.of(DROP, NOW)).isEqualTo(new Step.ComparePlan());

    var begun = compared(DROP, WHOLE);

    assertThat(begun.plan()).isEqualTo(WHOLE);
    assertThat(begun.asksForApproval()).isTrue();
    assertThat(begun.hasChangedPlan()).isFalse();
    assertThat(NextStep.of(begun, NOW)).isEqualTo(new Step.ReserveBuildUpload());
  }

  @Test
  void nothingButTheSubmissionMayBeLeft() {
    var approved = approved(compared(DROP, WHOLE));

    var passed = compared(approved, LEFT);

    assertThat(passed.approval().isFresh(NOW)).isTrue();
    assertThat(passed.approval().isFresh(NOW.plus(Duration.ofMinutes(2)))).isFalse();
    assertThat(passed.plan()).as("people still see all of it").isEqualTo(WHOLE);
    assertThat(passed.timeline().getLast().actor()).isEqualTo(ANNA);
  }

  @Test
  void aTextThatAPersonChangedMeanwhileIsAskedAbout() {
    var approved = approved(compared(DROP, WHOLE));
    var present = plan(text("Typed", "New"), SUBMISSION, SUBMIT);

    var changed = compared(approved, present);

    assertThat(changed.plan()).isEqualTo(present);
    assertThat(changed.approval().differences())
        .containsExactly(new Difference(true, text("Typed", "New")));
    assertThat(changed.orders().submitAt()).isNull();
    assertThat(changed.orders().planHash()).isNull();
    assertThat(changed.hasChangedPlan()).isTrue();
    assertThat(changed.asksForApproval()).isTrue();
    assertThat(changed.timeline().getLast().message()).contains("1 line differs");
    assertThat(NextStep.of(changed, NOW))
        .isInstanceOfSatisfying(
            Step.Wait.class, wait -> assertThat(wait.state()).isEqualTo(ReleaseState.PREPARED));
  }

  /// It was written already, so the same line again is news.
  @Test
  void aTextThatAPersonPutBackIsAskedAboutToo() {
    var changed = compared(approved(compared(DROP, WHOLE)), WHOLE);

    assertThat(changed.approval().differences()).containsExactly(new Difference(true, TEXT));
    assertThat(changed.isPlanApproved())
        .as("the hash is the same, the approval is used up")
        .isFalse();
  }

  @Test
  void anotherItemInTheSubmissionIsAskedAbout() {
    var item =
        action(Kind.CREATE, "Item", null, "In-app purchase gold", "POST /v1/reviewSubmissionItems");

    var changed = compared(approved(compared(DROP, WHOLE)), plan(SUBMISSION, item, SUBMIT));

    assertThat(changed.approval().differences()).containsExactly(new Difference(true, item));
  }

  @Test
  void theWorkOfAChangedPlanIsDoneOnceItIsApproved() {
    var present = plan(text("Typed", "New"), SUBMISSION, SUBMIT);
    var done = new ContentLedger(ContentLedger.State.DONE, Map.of("a", "b"), Map.of(), NOW, 3, NOW);
    var asked = compared(approved(compared(DROP, WHOLE)), present).withContent(done);
    assertThat(NextStep.of(approved(asked), NOW)).isEqualTo(new Step.ComparePlan());

    var begun = compared(approved(asked), present);

    assertThat(begun.approval().begun()).isEqualTo(present.hash());
    assertThat(begun.approval().differences()).isEmpty();
    assertThat(begun.version()).isEqualTo(VersionLedger.EMPTY);
    assertThat(begun.content().state()).isEqualTo(ContentLedger.State.NOT_BEGUN);
    assertThat(begun.content().resources()).isEqualTo(done.resources());
  }

  @Test
  void aPlanIsComparedBeforeItIsCarriedOut() {
    var carrying =
        Records.examined(Terms.OPEN)
            .withApproval(ApprovalLedger.ofPlan(DROP.id(), false))
            .withPlan(WHOLE)
            .withOrders(DROP.orders().agreed(WHOLE.hash(), ANNA));
    assertThat(NextStep.of(carrying, NOW)).isEqualTo(new Step.ComparePlan());

    var begun = compared(carrying, WHOLE);
    var changed = compared(carrying, plan(text("Typed", "New"), SUBMISSION, SUBMIT));

    assertThat(begun.approval().begun()).isEqualTo(WHOLE.hash());
    assertThat(NextStep.of(begun, NOW)).isEqualTo(new Step.ReserveBuildUpload());
    assertThat(changed.approval().differences())
        .containsExactly(new Difference(true, text("Typed", "New")), new Difference(false, TEXT));
    assertThat(NextStep.of(changed, NOW)).isInstanceOf(Step.Wait.class);
    assertThat(
            NextStep.of(
                changed.withOrders(changed.orders().agreed(changed.plan().hash(), ANNA)), NOW))
        .isEqualTo(new Step.ComparePlan());
  }

  private static ReleaseRecord compared(ReleaseRecord release, PlanLedger present) {
    return PlanComparison.of(release, present, NOW).release();
  }

  private static ReleaseRecord approved(ReleaseRecord release) {
    return release.withOrders(release.orders().approved(release.plan().hash(), NOW, ANNA));
  }

  private static PlanLedger plan(PlannedAction... actions) {
    return PlanLedger.NOT_WANTED.made(
        NOW, List.of(actions), 1, PlanHash.of(List.of(), List.of(actions)));
  }

  private static PlannedAction text(String before, String after) {
    return action(
        Kind.CHANGE, "Description", before, after, "PATCH /v1/appStoreVersionLocalizations/{id}");
  }

  private static PlannedAction action(
      Kind kind, String what, String before, String after, String call) {
    return new PlannedAction(kind, what, null, before, after, null, 0, List.of(call));
  }
}
