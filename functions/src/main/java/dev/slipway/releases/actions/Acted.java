package dev.slipway.releases.actions;

/// How carrying out a step ended: with a result, or with an expected stop.
public sealed interface Acted permits StepResult, Acted.Stop {
  /// Why a step was not carried out to its end, where nothing is wrong.
  enum Stop implements Acted {
    /// What is left of the lease does not cover the write, which was not begun.
    LEASE_TOO_SHORT,

    /// The lane is no longer this worker's, and nothing of the step is on its way to Apple any
    /// more.
    LANE_LOST,

    /// The release was canceled or superseded, as its record says.
    ORDERED,

    /// Another worker changed the record, and goes on from what it knows.
    RECORD_LOST
  }
}
