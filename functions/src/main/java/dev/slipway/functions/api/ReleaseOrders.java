package dev.slipway.functions.api;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.OpenReleases;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.Orders.PhasedOrder;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.store.ReleaseFilter;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.Documents.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Writes orders of people into release records and wakes the function that carries them out.
/// Thread-safe.
final class ReleaseOrders implements OpenReleases {
  private static final int PAGE = 50;

  private final ReleaseStore releases;
  private final InstantSource clock;

  /// The result of an order.
  enum Result {
    ORDERED,
    NOT_FOUND,
    NOT_POSSIBLE_NOW
  }

  ReleaseOrders(ReleaseStore releases, InstantSource clock) {
    this.releases = releases;
    this.clock = clock;
  }

  /// Stops a release that is not over.
  Result cancel(String tenant, ReleaseId id, Actor actor) {
    return order(
        tenant,
        id,
        release -> release.state().isOpen() || release.state() == ReleaseState.NEEDS_ATTENTION,
        orders ->
            orders.cancel() != null
                ? orders
                : orders.canceled(
                    new Orders.Cancel(
                        clock.instant(), "Canceled on request.", false, null, actor)));
  }

  /// Submits a release although `release.json` said not to.
  Result submit(String tenant, ReleaseId id, Actor actor) {
    return order(
        tenant,
        id,
        ReleaseOrders::isSubmittable,
        orders -> orders.submitAt() != null ? orders : orders.submitted(clock.instant(), actor));
  }

  /// Approves the plan of a release, and submits it.
  Result approve(String tenant, ReleaseId id, String planHash, Actor actor) {
    return order(
        tenant,
        id,
        release -> isSubmittable(release) && planHash.equals(release.plan().hash()),
        orders ->
            orders.submitAt() != null && planHash.equals(orders.planHash())
                ? orders
                : orders.approved(planHash, clock.instant(), actor));
  }

  /// Agrees to the present plan of a release that waits because its plan has changed.
  Result agree(String tenant, ReleaseId id, String planHash, Actor actor) {
    return order(
        tenant,
        id,
        release -> isSubmittable(release) && planHash.equals(release.plan().hash()),
        orders -> planHash.equals(orders.planHash()) ? orders : orders.agreed(planHash, actor));
  }

  /// Returns whether the release is under way and not submitted yet.
  static boolean isSubmittable(ReleaseRecord release) {
    return release.state().isOpen() && !release.state().isSubmitted() && !release.plan().wanted();
  }

  /// Puts an approved version on the App Store.
  Result release(String tenant, ReleaseId id, Actor actor) {
    return order(
        tenant,
        id,
        release -> release.state() == ReleaseState.PENDING_DEVELOPER_RELEASE,
        orders -> orders.releaseAt() != null ? orders : orders.released(clock.instant(), actor));
  }

  /// Pauses, resumes or completes the phased release of a version that is on the App Store.
  Result phasedRelease(String tenant, ReleaseId id, PhasedOrder order, Actor actor) {
    return order(
        tenant,
        id,
        ReleaseOrders::hasPhasedRelease,
        orders -> order == orders.phasedRelease() ? orders : orders.phased(order, actor));
  }

  /// Returns whether Apple is releasing the version in phases now.
  static boolean hasPhasedRelease(ReleaseRecord release) {
    var version = release.version().version();
    return release.state() == ReleaseState.READY_FOR_DISTRIBUTION
        && version != null
        && version.phasedReleaseId() != null
        && version.phasedReleaseState() != PhasedReleaseState.COMPLETE;
  }

  @Override
  public void cancelAll(String tenant, ConnectionId connection, String reason, Actor actor) {
    Predicate<ReleaseRecord> open =
        release -> release.state().isOpen() || release.state() == ReleaseState.NEEDS_ATTENTION;
    String position = null;
    do {
      var page = releases.list(tenant, ReleaseFilter.of(connection), position, PAGE);
      for (ReleaseRecord release : page.releases().stream().filter(open).toList()) {
        order(
            tenant,
            release.id(),
            open,
            orders ->
                orders.canceled(new Orders.Cancel(clock.instant(), reason, true, null, actor)));
      }
      position = page.next();
    } while (position != null);
  }

  private Result order(
      String tenant, ReleaseId id, Predicate<ReleaseRecord> possible, UnaryOperator<Orders> order) {
    Optional<ReleaseRecord> before =
        releases.read(id).map(Versioned::value).filter(release -> release.tenant().equals(tenant));
    if (before.isEmpty()) {
      return Result.NOT_FOUND;
    }
    Instant now = clock.instant();
    var after =
        releases.update(
            id,
            stands ->
                possible.test(stands)
                    ? stands
                        .withOrders(order.apply(stands.orders()))
                        .withStatus(stands.status().dueAt(now))
                    : stands);
    if (after.isEmpty() || !possible.test(after.get().value())) {
      return Result.NOT_POSSIBLE_NOW;
    }
    releases.wake(id);
    return Result.ORDERED;
  }
}
