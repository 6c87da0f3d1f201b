package dev.slipway.simulator.settings;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What Apple shows only sometimes: durations, limits, and what a submission lacks. Tests set it
/// while the simulator runs. Safe for use by many threads. The state file does not keep it.
public final class Quirks {
  private volatile Duration completing = Duration.ZERO;
  private volatile Duration settling = Duration.ZERO;
  private volatile int uploadsADay;
  private volatile Set<Unmet> unmet = Set.of();

  /// Creates the defaults: nothing takes time, and there is no limit.
  public Quirks() {
    reset();
  }

  /// Restores the defaults.
  public void reset() {
    completing = Duration.ZERO;
    settling = Duration.ZERO;
    uploadsADay = 0;
    unmet = Set.of();
  }

  /// Sets how long a review submission shows COMPLETING between IN_REVIEW and COMPLETE, on the
  /// simulator's clock (zero by default).
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

  /// Sets how many build uploads of an app Apple takes in 24 hours; 0 is no limit. Each one that
  /// arrived counts, failed ones too (build-uploads.md, 2.12: met at 7 to 23).
  public Quirks uploadsADay(int uploads) {
    uploadsADay = uploads;
    return this;
  }

  /// Sets what every submission lacks from now on (nothing by default).
  public Quirks lacking(Unmet... lacking) {
    Set<Unmet> set = EnumSet.noneOf(Unmet.class);
    set.addAll(List.of(lacking));
    unmet = set;
    return this;
  }

  /// Returns what every submission lacks, in the order of the enum.
  public Set<Unmet> unmet() {
    return unmet;
  }

  /// Returns how long a submission shows COMPLETING.
  public Duration completing() {
    return completing;
  }

  /// Returns how long a version needs until it is READY_FOR_REVIEW.
  public Duration settling() {
    return settling;
  }

  /// Returns how many build uploads of an app Apple takes in 24 hours; 0 is no limit.
  public int uploadsADay() {
    return uploadsADay;
  }
}
