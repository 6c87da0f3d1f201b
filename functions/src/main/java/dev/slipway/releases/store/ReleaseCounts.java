package dev.slipway.releases.store;

import dev.slipway.releases.model.ReleaseState;
import java.util.Map;

/// How many releases of a tenant are in each state. Immutable.
///
/// @param byState states without a release are absent
/// @param isWhole false when the tenant has so many releases that only the newest some thousand
///   were counted
public record ReleaseCounts(Map<ReleaseState, Integer> byState, boolean isWhole) {
  public ReleaseCounts {
    byState = Map.copyOf(byState);
  }
}
