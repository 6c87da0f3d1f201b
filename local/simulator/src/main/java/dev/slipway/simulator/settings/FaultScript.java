package dev.slipway.simulator.settings;

import org.jspecify.annotations.Nullable;

/// Decides for each call whether it meets a fault; for tests that count calls themselves. Called by
/// many threads.
@FunctionalInterface
public interface FaultScript {
  /// The fault that this call of the API, or this PUT of a part, meets; null when it goes well or a
  /// scripted [Fault] is to decide.
  ///
  /// @param path without query, as sent
  @Nullable Fault faultOf(String method, String path);
}
