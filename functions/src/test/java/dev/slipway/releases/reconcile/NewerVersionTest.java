package dev.slipway.releases.reconcile;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.StepName;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.releases.steps.Step;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.InMemoryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A newer version of Slipway began a write that this one does not know, and was rolled back: this
/// one does nothing about the release, whatever is ordered.
class NewerVersionTest {
  private static final Instant AGAIN = NOW.plus(Duration.ofMinutes(15));

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final ReleaseStore releases = new ReleaseStore(state, () -> NOW);
  private final LaneStore lanes = new LaneStore(state);
  private final Reconciler reconciler =
      new Reconciler(
          releases,
          lanes,
          (id, _) -> {
            throw new AssertionError("asks for the account of " + id);
          },
          new Reach.AppleAlone(),
          () -> NOW);

  static Stream<Orders> orders() {
    var cancel = new Orders.Cancel(NOW, "No.", false, null, Actor.DROP);
    return Stream.of(
        Orders.NONE,
        Orders.NONE.canceled(cancel),
        Orders.NONE.canceled(new Orders.Cancel(NOW, "Disconnected.", true, null, Actor.DROP)),
        Orders.NONE.canceled(
            new Orders.Cancel(NOW, "Newer.", false, new ReleaseId("b".repeat(26)), Actor.DROP)),
        Orders.NONE.released(NOW, Actor.DROP),
        Orders.NONE.submitted(NOW, Actor.DROP),
        Orders.NONE.phased(Orders.PhasedOrder.PAUSE, Actor.DROP),
        Orders.NONE.changeNotified(NOW));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void nothingIsDoneAndNothingIsLost(Orders orders) {
    for (ReleaseState at :
        new ReleaseState[] {
          ReleaseState.UPLOADING, ReleaseState.PREPARING, ReleaseState.WAITING_FOR_REVIEW
        }) {
      var release = left(at).withOrders(orders);
      assertThat(NextStep.of(release, NOW))
          .isInstanceOfSatisfying(
              Step.Wait.class,
              wait -> {
                assertThat(wait.until()).isEqualTo(AGAIN);
                assertThat(wait.state()).isEqualTo(at);
                assertThat(wait.reason()).contains("newer version of Slipway");
              });
    }
    var release = left(ReleaseState.PREPARING).withOrders(orders);
    releases.create(release);

    reconciler.reconcile(release.id(), new Invocation("pass", () -> Duration.ofMinutes(15)));

    var found = releases.read(release.id()).orElseThrow().value();
    assertThat(found.status().nextCheckAt()).isEqualTo(AGAIN);
    assertThat(found.status().waitingFor()).contains("newer version of Slipway");
    assertThat(found.withStatus(release.status()).withOutbox(release.outbox())).isEqualTo(release);
    assertThat(found.status().failedStep()).isEqualTo(release.status().failedStep());
    assertThat(found.status().failures()).isEqualTo(3);
    assertThat(lanes.read(release).current()).as("no place in the lane").isNull();
  }

  @Test
  void whatIsOverStaysOver() {
    var release =
        left(ReleaseState.PREPARING).withStatus(Status.ended(ReleaseState.CANCELED, null));
    releases.create(release);

    reconciler.reconcile(release.id(), new Invocation("pass", () -> Duration.ofMinutes(15)));

    assertThat(releases.read(release.id()).orElseThrow().value().withOutbox(release.outbox()))
        .isEqualTo(release);
  }

  /// Its upload is neither adopted nor noted for removal.
  @Test
  void aNewerDropWaitsForItToo() {
    var predecessor =
        left(ReleaseState.UPLOADING).withBuild(BuildLedger.EMPTY.reserved(new BuildUploadId("U1")));
    releases.create(predecessor);
    var ipa = new ObjectVersion("c/Newer.ipa", "v2", "\"e2\"", 20);
    var release =
        Records.received(Drop.Kind.BARE_IPA, ipa)
            .withDesired(Records.examined(Terms.OPEN).desired())
            .withApp(new ReleaseRecord.App(new AppId("1"), "Example"));
    releases.create(release);
    var session = new Session(releases, () -> NOW, releases.read(release.id()).orElseThrow());

    var acted =
        new PredecessorTakeover(releases, new LaneClaims(lanes, releases, () -> NOW))
            .from(predecessor.id(), session, NOW);

    assertThat(acted)
        .isInstanceOfSatisfying(
            StepResult.class,
            result -> {
              assertThat(result.release()).isEqualTo(session.release());
              assertThat(result.outcome())
                  .isInstanceOfSatisfying(
                      Outcome.Waiting.class,
                      waiting -> assertThat(waiting.until()).isEqualTo(AGAIN));
            });
    var found = releases.read(predecessor.id()).orElseThrow().value();
    assertThat(found.withOutbox(predecessor.outbox())).isEqualTo(predecessor);
  }

  /// Its worker is gone, so its write is refused once its token has expired.
  @Test
  void whatOneThatIsOverMayStillWriteIsWaitedForAsALateWrite() {
    var over = left(ReleaseState.UPLOADING).withStatus(Status.ended(ReleaseState.CANCELED, null));
    var release = Records.examined(Terms.OPEN);

    var taken = LateWrites.ofPredecessor(release, over, NOW);

    assertThat(taken.lateWrites())
        .satisfies(late -> assertThat(late.until()).isEqualTo(NOW.plus(Duration.ofMinutes(11))));
    assertThat(LateWrites.ofOwn(over, NOW)).isEqualTo(over);
  }

  private static ReleaseRecord left(ReleaseState at) {
    return Records.examined(Terms.OPEN)
        .withIntent(new Intent("EnrolInSomethingNew", NOW.minusSeconds(60), false))
        .withStatus(
            new Status(
                at, null, null, NOW, 3, NOW.minusSeconds(600), new StepName("Submit"), null));
  }
}
