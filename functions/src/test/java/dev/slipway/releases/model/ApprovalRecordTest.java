package dev.slipway.releases.model;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.builds.BuildProcessingState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.json.JsonObject;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.ApprovalLedger;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.ReviewLedger;
import dev.slipway.releases.model.ledgers.VersionLedger;
import dev.slipway.releases.model.ledgers.VersionLedger.Version;
import dev.slipway.releases.reconcile.Records;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Records of approvals, as the version before writes and reads them: it knows none of their
/// fields, and drops them when it writes.
class ApprovalRecordTest {
  private static final String HASH = "v1:" + "a".repeat(64);

  @Test
  void theVersionBeforeDoesNotSubmitWhatWaitsForApproval() {
    var before = asBefore(waiting());

    assertThat(before.approval()).isNull();
    assertThat(before.plan().hash()).isNull();
    assertThat(NextStep.of(before, NOW))
        .isInstanceOfSatisfying(
            Step.Wait.class, wait -> assertThat(wait.state()).isEqualTo(ReleaseState.PREPARED));
  }

  @Test
  void whatItOrdersWithoutAHashIsNoApproval() {
    var ordered = waiting().withOrders(Orders.NONE.submitted(NOW, Actor.SCHEDULE));

    assertThat(ordered.isPlanApproved()).isFalse();
    assertThat(NextStep.of(ordered, NOW)).isInstanceOf(Step.Wait.class);
    assertThat(NextStep.of(asBefore(ordered), NOW))
        .as("to it")
        .isEqualTo(new Step.CreateSubmission());
  }

  @Test
  void anApprovedReleaseIsComparedAndThenSubmitted() {
    var approved = waiting().withOrders(Orders.NONE.approved(HASH, NOW, Actor.SCHEDULE));
    assertThat(NextStep.of(approved, NOW)).isEqualTo(new Step.ComparePlan());

    var compared = approved.withApproval(ApprovalLedger.REQUIRED.begun(HASH).compared(NOW));

    assertThat(NextStep.of(compared, NOW)).isEqualTo(new Step.CreateSubmission());
    assertThat(NextStep.of(compared, NOW.plusSeconds(90))).isEqualTo(new Step.ComparePlan());
  }

  /// Everything is at Apple.
  private static ReleaseRecord waiting() {
    var release = Records.examined(Terms.OPEN);
    var desired = RequiredFacts.desired(release).notSubmitted();
    return release
        .withDesired(desired)
        .withBuild(
            BuildLedger.EMPTY
                .committed(NOW)
                .observed(new BuildId("B1"), BuildProcessingState.VALID, false))
        .withVersion(
            new VersionLedger(
                true,
                null,
                new Version(
                    new AppStoreVersionId("V1"),
                    AppVersionState.PREPARE_FOR_SUBMISSION,
                    "1.1",
                    null,
                    null,
                    null,
                    new BuildId("B1"),
                    null,
                    null)))
        .withContent(ContentLedger.EMPTY.in(ContentLedger.State.DONE))
        .withReview(ReviewLedger.EMPTY.nothingOpen())
        .withApproval(ApprovalLedger.REQUIRED.begun(HASH))
        .withPlan(PlanLedger.NOT_WANTED.made(NOW, List.of(), 1, HASH));
  }

  /// Returns the record without the fields that the version before does not know.
  private static ReleaseRecord asBefore(ReleaseRecord release) {
    var json = new LinkedHashMap<>(release.toJson());
    json.remove("approval");
    json.put("plan", without(json.get("plan"), "hash"));
    json.put("orders", without(json.get("orders"), "planHash"));
    return ReleaseRecord.fromJson(JsonObject.of(json));
  }

  private static Map<String, @Nullable Object> without(@Nullable Object fields, String name) {
    var left = new LinkedHashMap<String, @Nullable Object>();
    ((Map<?, ?>) fields).forEach((key, value) -> left.put(String.valueOf(key), value));
    left.remove(name);
    return left;
  }
}
