package dev.slipway.metrics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that is counted or measured; docs/metrics.md says for what. The alarms of
/// template.yaml use these names.
public enum Metric {
  /// Releases that reached a state, counted when the record says so; by the state's name. A release
  /// that stays in its state is not counted again.
  RELEASES_IN_STATE("ReleasesInState", "State", Unit.COUNT),
  /// How long one step of a release took; by the step's name.
  STEP_DURATION("StepDuration", "Step", Unit.MILLISECONDS),
  /// Bytes of parts that Apple's upload hosts accepted.
  BYTES_SENT("BytesSent", null, Unit.BYTES),
  /// Requests to App Store Connect's API, including repeated ones, with any answer.
  APPLE_CALLS("AppleCalls", null, Unit.COUNT),
  /// The lowest number of remaining calls in the hour that Apple reported since the last flush.
  RATE_BUDGET_REMAINING("RateBudgetRemaining", null, Unit.LOWEST),
  /// Checks whose verdict differs from the previous one; by the new state.
  VERDICT_CHANGES("VerdictChanges", "Verdict", Unit.COUNT),
  /// Sweeps that were completed.
  SWEEP_DONE("SweepDone", null, Unit.COUNT),
  /// Releases that stopped for a person.
  RELEASES_NEEDING_ATTENTION("ReleasesNeedingAttention", null, Unit.COUNT),
  /// Connections whose key Apple accepted before and rejects now, or never accepted.
  KEYS_BROKEN("KeysBroken", null, Unit.COUNT);

  /// The kind of a metric's values, and how several are combined before they are written.
  public enum Unit {
    /// Added up.
    COUNT("Count"),
    /// Added up.
    BYTES("Bytes"),
    /// Each value is kept.
    MILLISECONDS("Milliseconds"),
    /// A count of which only the lowest is kept.
    LOWEST("Count");

    private final String text;

    Unit(String text) {
      this.text = text;
    }

    /// Returns CloudWatch's name.
    public String text() {
      return text;
    }
  }

  private final String text;
  private final @Nullable String dimension;
  private final Unit unit;

  Metric(String text, @Nullable String dimension, Unit unit) {
    this.text = text;
    this.dimension = dimension;
    this.unit = unit;
  }

  /// Returns the metric's name in CloudWatch.
  public String text() {
    return text;
  }

  /// Returns the dimension that distinguishes its values, besides the stage.
  public Optional<String> dimension() {
    return Optional.ofNullable(dimension);
  }

  public Unit unit() {
    return unit;
  }
}
