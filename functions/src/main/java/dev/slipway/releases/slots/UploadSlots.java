package dev.slipway.releases.slots;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// The slots of those who move bytes: one for each release that does. A tenant holds at most three
/// quarters of them, or its equal share when several tenants wait, so that one tenant with many
/// uploads does not keep others waiting. Thread-safe.
public final class UploadSlots {
  /// What a release waits for, in words.
  public static final String WAITING_FOR = "Waiting for a free upload slot.";

  private final LeasePool pool;

  /// @param count how many releases may move bytes at the same time
  public UploadSlots(StateStore state, ReleaseStore releases, int count, InstantSource clock) {
    this.pool =
        new LeasePool(
            state,
            releases,
            StateKeys.SLOTS_PREFIX,
            count,
            UploadSlots::share,
            releases::wake,
            clock);
  }

  /// Takes a slot for a release, or notes that it waits for one: it is woken when it may take one.
  ///
  /// @param owner names the invocation
  /// @param remaining how long the invocation may still run; the slot is held no longer
  /// @return empty when the release waits
  public Optional<Held> enter(ReleaseRecord release, String owner, Duration remaining) {
    return pool.enter(release, owner, remaining);
  }

  /// Gives a slot back, and wakes the releases that may take what is free now.
  public void giveBack(Held slot) {
    pool.giveBack(slot);
  }

  /// Returns how many slots a tenant may hold.
  ///
  /// @param waitingTenants how many tenants wait, this one included
  static int share(int count, int waitingTenants) {
    int mostOfOne = Math.max(1, count * 3 / 4);
    return waitingTenants == 1
        ? mostOfOne
        : Math.min(mostOfOne, Math.ceilDiv(count, waitingTenants));
  }
}
