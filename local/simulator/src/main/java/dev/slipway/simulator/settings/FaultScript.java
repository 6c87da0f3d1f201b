package dev.slipway.simulator.settings;

import org.jspecify.annotations.Nullable;

/// Decides for each call whether a fault hits it, for tests that count calls themselves. Called by
/// many threads.
@FunctionalInterface
public interface FaultScript {
  /// Returns the fault that hits this call of the API or this PUT of a part; null to leave the
  /// decision to the scripted [Fault]s.
  ///
  /// @param path path without query, as sent
  /// @param path without query, as sent
  @Nullable Fault faultOf(String method, String path);
}
