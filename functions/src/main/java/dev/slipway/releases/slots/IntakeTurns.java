package dev.slipway.releases.slots;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// How many drops of one tenant are read, and plans made, at the same time. Tenants do not share
/// these turns: however much one asks for, the others find the function free. Thread-safe.
public final class IntakeTurns {
  /// For each tenant.
  static final int AT_ONCE = 5;

  private final StateStore state;
  private final ReleaseStore releases;
  private final InstantSource clock;

  public IntakeTurns(StateStore state, ReleaseStore releases, InstantSource clock) {
    this.state = state;
    this.releases = releases;
    this.clock = clock;
  }

  /// Takes a turn for a release, or notes that it waits for one: it is woken when it may take one.
  ///
  /// @param owner names the invocation
  /// @param remaining how long the invocation may still run; the turn lasts no longer
  /// @return empty when the release waits
  public Optional<Held> enter(ReleaseRecord release, String owner, Duration remaining) {
    return pool(release).enter(release, owner, remaining);
  }

  /// Gives a turn back, and wakes the tenant's releases that may take what is free now.
  public void giveBack(ReleaseRecord release, Held turn) {
    pool(release).giveBack(turn);
  }

  private LeasePool pool(ReleaseRecord release) {
    return new LeasePool(
        state,
        releases,
        StateKeys.turns(release.tenant()),
        AT_ONCE,
        (count, _) -> count,
        releases::wakeIntake,
        clock);
  }
}
