package dev.slipway.releases.actions;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.FailedCall;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.StepName;
import dev.slipway.releases.model.desired.Desired.OnConflict;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.reconcile.Records;
import dev.slipway.releases.refusals.PassingReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionRefusalsTest {
  private static final Conflict REFUSAL =
      new Conflict(new FailedCall("PATCH", "/v1/x", 409, List.of(), false, null, ""));

  private final SubmissionRefusals refusals = new SubmissionRefusals();

  @Test
  void whatAppleNamesNothingForIsLookedForOnTheWeb() {
    assertThat(refusals.unexplained(settlingFor(Duration.ofMinutes(29)), REFUSAL, NOW).outcome())
        .isInstanceOf(Outcome.Settling.class);

    var problem =
        attention(refusals.unexplained(settlingFor(Duration.ofMinutes(31)), REFUSAL, NOW));

    assertThat(problem.type()).isEqualTo(ProblemType.SUBMISSION_REFUSED);
    assertThat(problem.faults())
        .hasSize(2)
        .allSatisfy(
            fault -> assertThat(fault.detail()).containsPattern("In App Store\\s+Connect open"))
        .as("preflight has seen a price")
        .noneSatisfy(fault -> assertThat(fault.detail()).contains("no price"));
  }

  /// Preflight wants no price of a drop that is not to be submitted.
  @Test
  void aPriceMayBeMissingWhenAPersonSubmitsLater() {
    var terms = new Terms(null, null, null, Map.of(), null, false, OnConflict.QUEUE);

    var problem =
        attention(refusals.unexplained(settlingFor(terms, Duration.ofMinutes(31)), REFUSAL, NOW));

    assertThat(problem.faults())
        .hasSize(3)
        .allSatisfy(
            fault -> assertThat(fault.detail()).containsPattern("In App Store\\s+Connect open"))
        .anySatisfy(fault -> assertThat(fault.detail()).contains("no price"));
  }

  /// Apple named the cause: other pages need no look.
  @Test
  void picturesThatAppleNeverFinishesAreNamed() {
    var problem =
        attention(
            refusals.passing(
                settlingFor(Duration.ofHours(25)), PassingReason.SCREENSHOTS, REFUSAL, NOW));

    assertThat(problem.detail())
        .startsWith("Apple is still processing the screenshots. Slipway waited for 24 hours.");
    assertThat(problem.faults()).isEmpty();
  }

  private static ReleaseRecord settlingFor(Duration duration) {
    return settlingFor(Terms.OPEN, duration);
  }

  private static ReleaseRecord settlingFor(Terms terms, Duration duration) {
    return Records.examined(terms)
        .withStatus(
            Status.due(ReleaseState.PREPARING, NOW)
                .settling("Not yet.", new StepName("Submit"), NOW, NOW.minus(duration)));
  }

  private static Problem attention(StepResult result) {
    assertThat(result.outcome()).isInstanceOf(Outcome.NeedsAttention.class);
    return ((Outcome.NeedsAttention) result.outcome()).problem();
  }
}
