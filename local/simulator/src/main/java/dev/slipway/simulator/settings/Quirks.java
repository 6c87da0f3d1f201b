package dev.slipway.simulator.settings;

import java.time.Duration;

/// What Apple was seen to do at times, to be switched on and off while the simulator runs. Safe for
/// use by many threads; not kept in the state file.
public final class Quirks {
  private volatile boolean localesOnBothSides;
  private volatile boolean onlyFirstUnmet;
  private volatile Duration completing = Duration.ZERO;
  private volatile Duration settling = Duration.ZERO;

  /// The usual ones: a locale is added on both sides, everything unmet is listed, nothing takes
  /// time.
  public Quirks() {
    reset();
  }

  /// Back to the usual ones.
  public void reset() {
    localesOnBothSides = true;
    onlyFirstUnmet = false;
    completing = Duration.ZERO;
    settling = Duration.ZERO;
  }

  /// Whether a localization that is added to the version appears in the draft app info too, and the
  /// other way round (seen by fastlane; on by default).
  public Quirks localesOnBothSides(boolean wanted) {
    localesOnBothSides = wanted;
    return this;
  }

  /// Whether Apple lists only the first thing that a submission misses, so that the next one shows
  /// after that is mended (off by default).
  public Quirks onlyFirstUnmet(boolean wanted) {
    onlyFirstUnmet = wanted;
    return this;
  }

  /// How long a review submission shows COMPLETING between IN_REVIEW and COMPLETE, on the
  /// simulator's clock (none by default). New submissions are refused meanwhile.
  public Quirks completing(Duration duration) {
    completing = duration;
    return this;
  }

  /// How long a version that was added to a submission is not READY_FOR_REVIEW yet, on the
  /// simulator's clock (none by default). Until then submitting is refused with "Version is not
  /// ready to be submitted yet, please try again later."
  public Quirks settling(Duration duration) {
    settling = duration;
    return this;
  }

  /// See the setter.
  public boolean localesOnBothSides() {
    return localesOnBothSides;
  }

  /// See the setter.
  public boolean onlyFirstUnmet() {
    return onlyFirstUnmet;
  }

  /// See the setter.
  public Duration completing() {
    return completing;
  }

  /// See the setter.
  public Duration settling() {
    return settling;
  }
}
