package dev.slipway.metrics;

/// Where counts and measurements go. Thread-safe; nothing here ever throws or takes long, since no
/// work may suffer from being measured.
public interface Metrics {
  /// Adds a value of a metric without a dimension of its own.
  void add(Metric metric, double value);

  /// Adds a value of a metric with a dimension.
  ///
  /// @param dimension one of few: the name of a state or a step, never an id
  void add(Metric metric, String dimension, double value);

  /// Writes what was added since the last time; at the end of an invocation.
  void flush();

  /// Measures nothing.
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
