package dev.slipway.releases.store;

import dev.slipway.actors.Actor;
import dev.slipway.json.JsonShapeException;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.Orders;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/// Ends and removes all releases of a tenant. An open release is ordered to end, and removed by a
/// later call, so that no worker writes again what was removed. Thread-safe.
public final class TenantReleases {
  private static final int PAGE = 200;
  private static final String REASON = "All data of this organisation is removed on request.";

  private final StateStore state;
  private final ReleaseStore releases;
  private final InstantSource clock;

  /// How far a call came.
  public enum Outcome {
    NOTHING_LEFT,
    /// Releases were ordered to end and have not ended yet.
    OPEN_RELEASES,
    OUT_OF_TIME
  }

  public TenantReleases(StateStore state, ReleaseStore releases, InstantSource clock) {
    this.state = state;
    this.releases = releases;
    this.clock = clock;
  }

  /// Removes the releases that have ended, and orders the others to end.
  ///
  /// @param openToo whether to remove open releases as well, because they did not end in time
  /// @param mayGoOn asked repeatedly: whether there is time
  public Outcome remove(String tenant, Actor actor, boolean openToo, BooleanSupplier mayGoOn) {
    boolean open = false;
    String position = null;
    do {
      var page = state.list(StateKeys.tenantReleases(tenant), position, PAGE);
      for (int from = 0; from < page.keys().size(); from += SideBySide.AT_ONCE) {
        if (!mayGoOn.getAsBoolean()) {
          return Outcome.OUT_OF_TIME;
        }
        int to = Math.min(from + SideBySide.AT_ONCE, page.keys().size());
        open |=
            SideBySide.each(page.keys().subList(from, to), marker -> remove(marker, actor, openToo))
                .contains(false);
      }
      position = page.next();
    } while (position != null);
    return open ? Outcome.OPEN_RELEASES : Outcome.NOTHING_LEFT;
  }

  /// Removes the record before its marker, so that an interruption between them is found again.
  ///
  /// @return whether it is gone
  private boolean remove(String marker, Actor actor, boolean openToo) {
    var id = ReleaseStore.releaseOf(marker);
    if (id.isPresent()) {
      if (!openToo && isOpen(id.get())) {
        end(id.get(), actor);
        return false;
      }
      state.delete(StateKeys.releaseFiles(id.get()));
      state.delete(StateKeys.releasePictures(id.get()));
      state.delete(StateKeys.release(id.get()));
    }
    state.delete(marker);
    return true;
  }

  private boolean isOpen(ReleaseId id) {
    try {
      return releases.read(id).map(Versioned::value).filter(r -> r.state().isOpen()).isPresent();
    } catch (JsonShapeException e) {
      // No version of Slipway can work on it.
      return false;
    }
  }

  private void end(ReleaseId id, Actor actor) {
    var now = clock.instant();
    var order = new Orders.Cancel(now, REASON, true, null, actor);
    releases.update(
        id,
        release ->
            release.state().isOpen() && !isOrdered(release)
                ? release
                    .withOrders(release.orders().canceled(order))
                    .withStatus(release.status().dueAt(now))
                : release);
    releases.wake(id);
  }

  private static boolean isOrdered(ReleaseRecord release) {
    var cancel = release.orders().cancel();
    return cancel != null && cancel.leaveApple();
  }
}
