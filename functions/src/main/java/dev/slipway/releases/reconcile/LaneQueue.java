package dev.slipway.releases.reconcile;

import dev.slipway.actors.Actor;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.actions.RecentObservations;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.lane.LaneClaims.Claim;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.ledgers.BuildLedger;
import dev.slipway.releases.steps.ReviewVerdict;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.Documents.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Claims the lane of a release's app, and records that the release must wait or give way.
/// Thread-safe.
final class LaneQueue {
  private static final Duration QUEUE_LOOK = Duration.ofMinutes(15);

  private final LaneClaims lanes;
  private final ReleaseStore releases;
  private final InstantSource clock;

  LaneQueue(LaneClaims lanes, ReleaseStore releases, InstantSource clock) {
    this.lanes = lanes;
    this.releases = releases;
    this.clock = clock;
  }

  /// Claims the lane for a release whose preflight has passed. If the release waited behind another
  /// one, the preflight may be too old: it is repeated before the release enters, so that nothing
  /// ends for a release that cannot begin.
  ///
  /// @return false when this invocation is done with the release
  boolean enter(Session session, Invocation invocation) {
    var release = session.release();
    var at = release.preflight().at();
    if (release.state() == ReleaseState.QUEUED
        && at != null
        && !RecentObservations.isFresh(at, clock.instant())
        && lanes.isItsTurn(release)) {
      session.setRelease(release.withPreflight(release.preflight().outdated()));
      return true;
    }
    // A release in the lane has passed its preflight, and its record says so to every worker.
    return session.write() && claim(session, invocation);
  }

  /// Claims the lane.
  ///
  /// @return false when this invocation is done with the release
  boolean claim(Session session, Invocation invocation) {
    var release = session.release();
    var now = clock.instant();
    var cancel = release.orders().cancel();
    return switch (lanes.claim(release, invocation.owner())) {
      case Claim.Held(Instant expiresAt, ReleaseId predecessor, boolean builtBefore) -> {
        var claimed = release.withPredecessor(predecessor);
        var build = claimed.build();
        if (builtBefore && build.uploadId() == null && build.looks() == 0) {
          claimed = claimed.withBuild(BuildLedger.unknown(true));
        }
        session.setRelease(claimed);
        session.leasedUntil(expiresAt);
        yield true;
      }
      case Claim.Busy(Instant until, boolean sameRelease) -> {
        // Its own worker writes the record: a second writer would stop both.
        if (!sameRelease) {
          session.setRelease(
              release.withStatus(
                  OutcomeRecording.waiting(
                      release,
                      release.state(),
                      until,
                      "Waiting until work on an earlier drop of this app stops.",
                      null)));
          session.write();
        }
        yield false;
      }
      case Claim.Superseded(ReleaseId by) -> {
        supersede(session, invocation, by, now);
        yield false;
      }
      case Claim.Queued(ReleaseId behind, boolean replace) -> {
        if (cancel != null) {
          session.setRelease(
              release.moved(Status.ended(ReleaseState.CANCELED, null), now, cancel.reason()));
          if (session.write()) {
            lanes.leave(session.release());
          }
        } else {
          queue(session, behind, replace, now);
        }
        yield false;
      }
    };
  }

  /// Renews the lease; changes nothing where that is not possible.
  boolean renew(Session session, Invocation invocation) {
    var until = lanes.renew(session.release(), invocation.owner());
    until.ifPresent(session::leasedUntil);
    return until.isPresent();
  }

  private void supersede(Session session, Invocation invocation, ReleaseId by, Instant now) {
    session.setRelease(superseded(session.release(), by, now));
    if (!session.write()) {
      return;
    }
    // The successor takes over what this release left at Apple; it must not find the lane leased.
    lanes.endLease(session.release(), invocation.owner());
    releases.wake(by);
  }

  /// Returns the release as ended because of a newer one.
  static ReleaseRecord superseded(ReleaseRecord release, ReleaseId by, Instant now) {
    return release.moved(
        Status.superseded(by), now, "Replaced by a newer drop: release " + by + ".", Actor.DROP);
  }

  /// Returns whether the order to withdraw the other release comes too late; it would be given
  /// again at each look.
  private static boolean isTooLate(Versioned<ReleaseRecord> other) {
    return ReviewVerdict.isGoingOut(other.value());
  }

  private void queue(Session session, ReleaseId behind, boolean replaces, Instant now) {
    var release = RecentObservations.forgotten(session.release());
    boolean replace = replaces && releases.read(behind).filter(LaneQueue::isTooLate).isEmpty();
    String message =
        replace
            ? "Release " + behind + " is with App Review. Slipway withdraws it for this release."
            : "Waiting for release " + behind + ", which is with App Review.";
    session.setRelease(
        release.moved(
            OutcomeRecording.waiting(
                release, ReleaseState.QUEUED, now.plus(QUEUE_LOOK), message, null),
            now,
            message));
    if (session.write() && replace) {
      var order =
          new Orders.Cancel(
              now,
              "Replaced by a newer drop: release " + release.id() + ".",
              false,
              release.id(),
              release.actor());
      releases.update(
          behind,
          other ->
              other.state().isOpen() && other.orders().cancel() == null
                  ? other.withOrders(other.orders().canceled(order))
                  : other);
      releases.wake(behind);
    }
  }
}
