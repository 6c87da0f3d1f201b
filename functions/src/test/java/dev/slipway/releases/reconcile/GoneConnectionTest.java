package dev.slipway.releases.reconcile;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.releases.actions.AppleAccounts.Account;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.InMemoryStateStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is ordered for a release whose connection is disconnected.
class GoneConnectionTest {
  private static final int STEPS_AT_MOST = 10;

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final ReleaseStore releases = new ReleaseStore(state, () -> NOW);
  private final Reconciler reconciler =
      new Reconciler(
          releases,
          new LaneStore(state),
          (_, _) -> new Account.Gone(),
          new Reach.AppleAlone(),
          () -> NOW);

  /// Pause, on the page of a release that is out: it is out, whatever became of the key.
  @Test
  void aReleaseOnTheAppStoreStaysThere() {
    var out =
        Records.examined(Terms.OPEN)
            .withStatus(Status.ended(ReleaseState.READY_FOR_DISTRIBUTION, null))
            .withOrders(Orders.NONE.phased(Orders.PhasedOrder.PAUSE, Actor.DROP));

    var after = reconciled(out);

    assertThat(after.state()).isEqualTo(ReleaseState.READY_FOR_DISTRIBUTION);
    assertThat(after.status().nextCheckAt()).isNull();
    assertThat(after.orders().phasedRelease()).isNull();
    assertThat(after.intent()).isNull();
    assertThat(after.timeline().getLast().message())
        .isEqualTo("The phased release was not changed: the connection is disconnected.");
  }

  @Test
  void aReleaseInReviewIsCanceled() {
    var after =
        reconciled(
            Records.examined(Terms.OPEN)
                .withStatus(Status.due(ReleaseState.WAITING_FOR_REVIEW, NOW)));

    assertThat(after.state()).isEqualTo(ReleaseState.CANCELED);
    assertThat(after.timeline().getLast().message()).isEqualTo("The connection was disconnected.");
  }

  private ReleaseRecord reconciled(ReleaseRecord release) {
    releases.create(release);
    var looks = new AtomicInteger();

    reconciler.reconcile(
        release.id(),
        new Invocation(
            "worker",
            () -> {
              assertThat(looks.incrementAndGet()).as("it ends").isLessThan(STEPS_AT_MOST);
              return Duration.ofMinutes(15);
            }));

    return releases.read(release.id()).orElseThrow().value();
  }
}
