package dev.slipway.releases.reconcile;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.InMemoryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// An order arrives after the worker planned its last step, and before it wrote the record. The
/// worker that the order wakes finds the lane leased, and leaves.
class OrdersMeanwhileTest {
  private static final Instant ORDERED = NOW.plusSeconds(1);
  private static final Orders.Cancel CANCEL =
      new Orders.Cancel(ORDERED, "Canceled on request.", false, null, Actor.DROP);

  private final ReleaseStore releases = new ReleaseStore(new InMemoryStateStore(), () -> NOW);

  @Test
  void aReleaseThatRestsForADayStaysDue() {
    var resting = Status.due(ReleaseState.PREPARED, NOW.plus(Duration.ofDays(1)));

    var written = met(Orders.NONE, resting, orders -> orders.submitted(ORDERED, Actor.DROP));

    assertThat(written.state()).isEqualTo(ReleaseState.PREPARED);
    assertThat(written.orders().submitAt()).isEqualTo(ORDERED);
    assertThat(written.status().nextCheckAt()).isEqualTo(ORDERED);
    assertThat(releases.due(ORDERED.plus(Duration.ofMinutes(1)), 10))
        .extracting(found -> found.value().id())
        .containsExactly(written.id());
  }

  @Test
  void aReleaseThatNeedsAttentionIsCanceledAllTheSame() {
    var parked =
        Status.ended(
            ReleaseState.NEEDS_ATTENTION, Problem.of(ProblemType.APPLE_REFUSED, "Apple said no."));

    var written = met(Orders.NONE, parked, orders -> orders.canceled(CANCEL));

    assertThat(written.state()).isEqualTo(ReleaseState.NEEDS_ATTENTION);
    assertThat(written.status().nextCheckAt()).isEqualTo(ORDERED);
  }

  @Test
  void aReleaseThatIsOverIsNotDue() {
    var over = Status.ended(ReleaseState.SUPERSEDED, null);

    var written = met(Orders.NONE, over, orders -> orders.canceled(CANCEL));

    assertThat(written.status().nextCheckAt()).isNull();
  }

  @Test
  void aReportWithoutAChangeAsksForNothing() {
    var later = NOW.plus(Duration.ofDays(1));
    var resting = Status.due(ReleaseState.PREPARED, later);

    var written = met(Orders.NONE, resting, orders -> orders.webhookReceived(ORDERED));

    assertThat(written.status().nextCheckAt()).isEqualTo(later);
    assertThat(written.orders().notice()).isNotNull();
  }

  /// Apple reports the change that the worker's own call made, while that worker writes. It must
  /// not release again.
  @Test
  void whatWasCarriedOutStaysCarriedOut() {
    var before = Orders.NONE.released(NOW, Actor.DROP);
    var session = session(before);
    session.setRelease(session.release().withOrders(session.release().orders().notReleased()));
    order(session.release(), orders -> orders.changeNotified(ORDERED));

    assertThat(session.write()).isTrue();

    var written = releases.read(session.release().id()).orElseThrow().value();
    assertThat(written.orders().releaseAt()).isNull();
    assertThat(written.orders().hasUnreadNotice()).isTrue();
  }

  @Test
  void whatIsOrderedAgainIsCarriedOutAgain() {
    var before = Orders.NONE.phased(Orders.PhasedOrder.PAUSE, Actor.DROP);
    var session = session(before);
    session.setRelease(session.release().withOrders(session.release().orders().notPhased()));
    order(session.release(), orders -> orders.phased(Orders.PhasedOrder.RESUME, Actor.DROP));

    assertThat(session.write()).isTrue();

    assertThat(session.release().orders().phasedRelease()).isEqualTo(Orders.PhasedOrder.RESUME);
  }

  /// Returns the record after a worker has written this status over the order.
  private ReleaseRecord met(Orders before, Status resting, UnaryOperator<Orders> order) {
    var session = session(before);
    session.setRelease(session.release().moved(resting, NOW, "The worker rests."));
    order(session.release(), order);

    assertThat(session.write()).isTrue();

    return releases.read(session.release().id()).orElseThrow().value();
  }

  private Session session(Orders orders) {
    Versioned<ReleaseRecord> stored =
        releases.create(Records.examined(Terms.OPEN).withOrders(orders));
    return new Session(releases, () -> NOW, stored);
  }

  /// Writes as the function does that takes the order.
  private void order(ReleaseRecord release, UnaryOperator<Orders> order) {
    releases.update(
        release.id(),
        found -> {
          var after = order.apply(found.orders());
          boolean wanted = after.askForMoreThan(found.orders());
          return found
              .withOrders(after)
              .withStatus(wanted ? found.status().dueAt(ORDERED) : found.status());
        });
  }
}
