package dev.slipway.metrics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that is counted or measured; docs/metrics.md says what for. The alarms of
/// template.yaml go by these names.
public enum Metric {
  /// Releases that got into a state, counted when the record says so; by the state's name. A
  /// release that stays where it is is not counted again.
  RELEASES_IN_STATE("ReleasesInState", "State", Unit.COUNT),
  /// How long one step of a release took; by the step's name.
  STEP_DURATION("StepDuration", "Step", Unit.MILLISECONDS),
  /// Bytes of parts that Apple's upload hosts took.
  BYTES_SENT("BytesSent", null, Unit.BYTES),
  /// Requests to App Store Connect's API, repeated ones too, whatever the answer.
  APPLE_CALLS("AppleCalls", null, Unit.COUNT),
  /// The lowest number of calls left in the hour that Apple named since the last flush.
  RATE_BUDGET_REMAINING("RateBudgetRemaining", null, Unit.LOWEST),
  /// Checks whose verdict differs from the one before; by the new state.
  VERDICT_CHANGES("VerdictChanges", "Verdict", Unit.COUNT),
  /// Sweeps that came to their end.
  SWEEP_DONE("SweepDone", null, Unit.COUNT),
  /// Releases that stopped for a person.
  RELEASES_NEEDING_ATTENTION("ReleasesNeedingAttention", null, Unit.COUNT),
  /// Connections whose key Apple took before and refuses now, or never took.
  KEYS_BROKEN("KeysBroken", null, Unit.COUNT);

  /// What a metric's values are, and what becomes of several before they are written.
  public enum Unit {
    /// Added up.
    COUNT("Count"),
    /// Added up.
    BYTES("Bytes"),
    /// Each is kept.
    MILLISECONDS("Milliseconds"),
    /// A count of which only the lowest is kept.
    LOWEST("Count");

    private final String text;

    Unit(String text) {
      this.text = text;
    }

    /// CloudWatch's name.
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

  /// Its name in CloudWatch.
  public String text() {
    return text;
  }

  /// By what its values are told apart, beside the stage.
  public Optional<String> dimension() {
    return Optional.ofNullable(dimension);
  }

  public Unit unit() {
    return unit;
  }
}
