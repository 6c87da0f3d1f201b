package dev.slipway.functions.api;

import dev.slipway.appstoreconnect.appstoreversions.PhasedReleaseState;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import java.util.ArrayList;
import java.util.List;

/// Decides what can be requested of a release now, so that a page need not know the states. The
/// routes decide again, by the same rules.
final class ReleaseActions {
  private ReleaseActions() {}

  /// Returns some of `approve`, `submit`, `carry-out`, `release`, `pause`, `resume`, `complete`,
  /// `retry`, `cancel`, in this order.
  static List<String> of(ReleaseRecord release) {
    var actions = new ArrayList<String>();
    if (release.asksForApproval()) {
      actions.add("approve");
    } else if (release.state() == ReleaseState.PREPARED
        && release.orders().submitAt() == null
        && !release.hasChangedPlan()) {
      actions.add("submit");
    }
    boolean isPlan = release.plan().wanted() && release.state() == ReleaseState.PLANNED;
    boolean waits = release.hasChangedPlan() && !release.asksForApproval();
    if ((isPlan && release.plan().hash() != null) || waits) {
      actions.add("carry-out");
    }
    if (release.state() == ReleaseState.PENDING_DEVELOPER_RELEASE
        && release.orders().releaseAt() == null) {
      actions.add("release");
    }
    if (ReleaseOrders.hasPhasedRelease(release) && release.orders().phasedRelease() == null) {
      var version = release.version().version();
      boolean paused = version != null && version.phasedReleaseState() == PhasedReleaseState.PAUSED;
      actions.add(paused ? "resume" : "pause");
      actions.add("complete");
    }
    if (RetryRoutes.isRetryable(release)) {
      actions.add("retry");
    }
    boolean cancelable =
        release.state().isOpen() || release.state() == ReleaseState.NEEDS_ATTENTION;
    if (cancelable && release.orders().cancel() == null) {
      actions.add("cancel");
    }
    return actions;
  }
}
