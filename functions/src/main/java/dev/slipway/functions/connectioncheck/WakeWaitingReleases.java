package dev.slipway.functions.connectioncheck;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.check.WaitingReleases;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.store.ReleaseFilter;
import dev.slipway.releases.store.ReleaseStore;
import java.util.function.Predicate;

/// Wakes the open releases of a connection that wait with a problem; the planner checks the problem
/// again.
final class WakeWaitingReleases implements WaitingReleases {
  private static final int PAGE = 100;

  private final ReleaseStore releases;

  WakeWaitingReleases(ReleaseStore releases) {
    this.releases = releases;
  }

  @Override
  public void goOn(String tenant, ConnectionId connection) {
    Predicate<ReleaseRecord> waiting =
        release -> release.state().isOpen() && release.status().problem() != null;
    String position = null;
    do {
      var page = releases.look(tenant, ReleaseFilter.of(connection), position, PAGE);
      page.releases().stream().filter(waiting).forEach(release -> releases.wake(release.id()));
      position = page.next();
    } while (position != null);
  }
}
