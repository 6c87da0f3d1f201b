package dev.slipway.releases.store;

import dev.slipway.json.JsonFields;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.time.Instant;
import java.util.Optional;

/// Records that the sweep over the open releases ended: review-status writes it, and others see
/// from it whether releases are followed. Thread-safe.
public final class SweepHeartbeat {
  private final StateStore state;

  /// A sweep that ended.
  ///
  /// @param calls requests to App Store Connect that it made
  public record Beat(Instant endedAt, long calls) {}

  public SweepHeartbeat(StateStore state) {
    this.state = state;
  }

  /// Returns the last sweep that ended; empty before the first one.
  public Optional<Beat> last() {
    return state
        .read(StateKeys.REVIEW_SWEEP)
        .map(StateStore.Stored::document)
        .map(json -> new Beat(json.instant("endedAt"), json.number("calls")));
  }

  /// Replaces the last sweep. Two writers do no harm, because both have swept.
  public void write(Beat beat) {
    state.put(
        StateKeys.REVIEW_SWEEP,
        JsonFields.with("endedAt", beat.endedAt()).put("calls", beat.calls()).toMap());
  }
}
