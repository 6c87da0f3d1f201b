package dev.slipway.releases.actions;

/// The end of a step: a result, or an expected stop.
public sealed interface Acted permits StepResult, Acted.Stop {
  /// Why a step ended early although nothing is wrong.
  enum Stop implements Acted {
    /// The remaining lease does not cover the write, which was not started.
    LEASE_TOO_SHORT,

    /// This worker has lost the lane, and none of the step's calls is in transit to Apple.
    LANE_LOST,

    /// The release was canceled or superseded, as its record says.
    ORDERED,

    /// Another worker changed the record and continues from its own state.
    RECORD_LOST
  }
}
