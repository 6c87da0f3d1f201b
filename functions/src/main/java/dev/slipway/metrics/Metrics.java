package dev.slipway.metrics;

/// Receives counts and measurements. Thread-safe; never throws or takes long, because measuring
/// must not harm the work.
public interface Metrics {
  /// Adds a value of a metric without a dimension of its own.
  void add(Metric metric, double value);

  /// Adds a value of a metric with a dimension.
  ///
  /// @param dimension one of few: the name of a state or a step, never an ID
  void add(Metric metric, String dimension, double value);

  /// Writes what was added since the last time; called at the end of an invocation.
  void flush();

  /// Returns metrics that measure nothing.
  static Metrics none() {
    return new Metrics() {
      @Override
      public void add(Metric metric, double value) {}

      @Override
      public void add(Metric metric, String dimension, double value) {}

      @Override
      public void flush() {}
    };
  }
}
