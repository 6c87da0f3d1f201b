package dev.slipway.simulator.settings;

import java.time.Duration;

/// Switches for behaviour that Apple shows only sometimes; tests set them while the simulator runs.
/// Safe for use by many threads. The state file does not keep them.
public final class Quirks {
  private volatile boolean localesOnBothSides;
  private volatile boolean onlyFirstUnmet;
  private volatile Duration completing = Duration.ZERO;
  private volatile Duration settling = Duration.ZERO;

  /// Creates the defaults: a locale is added on both sides, everything unmet is listed, nothing
  /// takes time.
  public Quirks() {
    reset();
  }

  /// Restores the defaults.
  public void reset() {
    localesOnBothSides = true;
    onlyFirstUnmet = false;
    completing = Duration.ZERO;
    settling = Duration.ZERO;
  }

  /// Sets whether a localization that is added to the version also appears in the draft app info,
  /// and the other way round (seen by fastlane; on by default).
  public Quirks localesOnBothSides(boolean wanted) {
    localesOnBothSides = wanted;
    return this;
  }

  /// Sets whether Apple lists only the first thing that a submission misses, so that the next one
  /// appears only after the first is fixed (off by default).
  public Quirks onlyFirstUnmet(boolean wanted) {
    onlyFirstUnmet = wanted;
    return this;
  }

  /// Sets how long a review submission shows COMPLETING between IN_REVIEW and COMPLETE, on the
  /// simulator's clock (zero by default). New submissions are refused meanwhile.
  public Quirks completing(Duration duration) {
    completing = duration;
    return this;
  }

  /// Sets how long a version that was added to a submission is not yet READY_FOR_REVIEW, on the
  /// simulator's clock (zero by default). Until then submitting is refused with "Version is not
  /// ready to be submitted yet, please try again later."
  public Quirks settling(Duration duration) {
    settling = duration;
    return this;
  }

  /// Returns whether a localization is added on both sides.
  public boolean localesOnBothSides() {
    return localesOnBothSides;
  }

  /// Returns whether only the first unmet requirement is listed.
  public boolean onlyFirstUnmet() {
    return onlyFirstUnmet;
  }

  /// Returns how long a submission shows COMPLETING.
  public Duration completing() {
    return completing;
  }

  /// Returns how long a version needs until it is READY_FOR_REVIEW.
  public Duration settling() {
    return settling;
  }
}
