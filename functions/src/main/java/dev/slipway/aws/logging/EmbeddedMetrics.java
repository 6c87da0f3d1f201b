package dev.slipway.aws.logging;

import dev.slipway.aws.Settings;
import dev.slipway.json.Json;
import dev.slipway.json.JsonFields;
import dev.slipway.metrics.Metric;
import dev.slipway.metrics.Metric.Unit;
import dev.slipway.metrics.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes metrics as log lines, from which CloudWatch takes them (Amazon CloudWatch User Guide,
/// "Specification: Embedded metric format"): no call, no right and no library is needed.
///
/// - Namespace `Slipway`; dimensions `Stage` and, where the metric has one, its own. A line can
///   name one value per dimension, so a flush writes as many lines as the most varied dimension has
///   values: usually one.
/// - A metric has at most 100 values in a line, a line at most 100 metrics and 256 KB.
/// - On Lambda a line on standard output is enough, as the same page says ("Writing JSON to
///   standard out in the embedded metric format is sufficient"). This holds with `LogFormat: JSON`
///   too: for Java, Lambda wraps only what goes through `LambdaLogger` (AWS Lambda Developer Guide,
///   "Configuring JSON and plain text log formats"); a line without `level` counts as INFO and gets
///   a timestamp ("Log-level filtering"), and the format allows unknown members. So
///   `ApplicationLogLevel` above INFO would stop all metrics.
///
/// Thread-safe; failures are logged, never thrown.
public final class EmbeddedMetrics implements Metrics {
  private static final Logger LOGGER = System.getLogger(EmbeddedMetrics.class.getName());
  private static final String NAMESPACE = "Slipway";
  private static final String STAGE = "Stage";
  private static final int MOST_VALUES = 100;
  private static final int MOST_KEPT = 5000;

  private final String stage;
  private final InstantSource clock;
  private final Consumer<String> lines;
  private final Map<Key, List<Double>> values = new LinkedHashMap<>();

  private record Key(Metric metric, @Nullable String dimension) {}

  private record Series(Key key, List<Double> values) {}

  /// Creates metrics on standard output.
  ///
  /// @param stage distinguishes the stacks of one account
  public EmbeddedMetrics(String stage, InstantSource clock) {
    // Read for every line, because tests replace the stream.
    this(stage, clock, line -> System.out.println(line));
  }

  /// Creates metrics for the stage that the settings name; without a stage nothing is measured.
  public static Metrics of(Settings settings, InstantSource clock) {
    return settings
        .stage()
        .<Metrics>map(stage -> new EmbeddedMetrics(stage, clock))
        .orElseGet(Metrics::none);
  }

  EmbeddedMetrics(String stage, InstantSource clock, Consumer<String> lines) {
    this.stage = stage;
    this.clock = clock;
    this.lines = lines;
  }

  @Override
  public void add(Metric metric, double value) {
    if (metric.dimension().isEmpty()) {
      record(new Key(metric, null), value);
    }
  }

  @Override
  public void add(Metric metric, String dimension, double value) {
    if (metric.dimension().isPresent() && !dimension.isBlank()) {
      record(new Key(metric, dimension), value);
    }
  }

  private synchronized void record(Key key, double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    var known = values.computeIfAbsent(key, _ -> new ArrayList<>());
    boolean each = key.metric.unit() == Unit.MILLISECONDS;
    if (known.isEmpty() || each) {
      if (known.size() < MOST_KEPT) {
        known.add(value);
      }
    } else {
      known.set(
          0,
          key.metric.unit() == Unit.LOWEST
              ? Math.min(known.getFirst(), value)
              : known.getFirst() + value);
    }
  }

  @Override
  public void flush() {
    try {
      written().forEach(lines);
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "Metrics not written", e);
    }
  }

  private synchronized List<String> written() {
    var documents = new ArrayList<Document>();
    for (Series series : taken()) {
      documents.stream()
          .filter(document -> document.hasRoomFor(series))
          .findFirst()
          .orElseGet(
              () -> {
                var document = new Document();
                documents.add(document);
                return document;
              })
          .add(series);
    }
    return documents.stream().map(document -> Json.writeText(document.toJson())).toList();
  }

  /// Takes the values, in pieces that fit into a line.
  private List<Series> taken() {
    var taken = new ArrayList<Series>();
    values.forEach(
        (key, all) -> {
          for (int from = 0; from < all.size(); from += MOST_VALUES) {
            int to = Math.min(from + MOST_VALUES, all.size());
            taken.add(new Series(key, List.copyOf(all.subList(from, to))));
          }
        });
    values.clear();
    return taken;
  }

  /// One line: every metric once, every dimension with one value.
  private final class Document {
    private final Map<String, String> dimensions = new LinkedHashMap<>();
    private final Map<Metric, List<Double>> metrics = new LinkedHashMap<>();

    private boolean hasRoomFor(Series series) {
      var metric = series.key.metric;
      var named = metric.dimension().map(dimensions::get);
      return !metrics.containsKey(metric)
          && (named.isEmpty() || Objects.equals(named.get(), series.key.dimension));
    }

    private void add(Series series) {
      metrics.put(series.key.metric, series.values);
      var value = series.key.dimension;
      if (value != null) {
        series.key.metric.dimension().ifPresent(name -> dimensions.put(name, value));
      }
    }

    private Map<String, @Nullable Object> toJson() {
      var byDimensions = new LinkedHashMap<List<String>, List<Map<String, @Nullable Object>>>();
      for (Metric metric : metrics.keySet()) {
        byDimensions
            .computeIfAbsent(dimensionsOf(metric), _ -> new ArrayList<>())
            .add(JsonFields.with("Name", metric.text()).put("Unit", metric.unit().text()).toMap());
      }
      var directives = new ArrayList<Map<String, @Nullable Object>>();
      byDimensions.forEach(
          (named, described) ->
              directives.add(
                  JsonFields.with("Namespace", NAMESPACE)
                      .put("Dimensions", List.of(named))
                      .put("Metrics", described)
                      .toMap()));
      var root =
          JsonFields.with(
              "_aws",
              JsonFields.with("Timestamp", clock.instant().toEpochMilli())
                  .put("CloudWatchMetrics", directives)
                  .toMap());
      root.put(STAGE, stage);
      dimensions.forEach(root::put);
      metrics.forEach(
          (metric, all) ->
              root.put(metric.text(), all.size() == 1 ? number(all.getFirst()) : numbers(all)));
      return root.toMap();
    }

    private static List<String> dimensionsOf(Metric metric) {
      return metric.dimension().map(own -> List.of(STAGE, own)).orElse(List.of(STAGE));
    }
  }

  private static List<Object> numbers(List<Double> values) {
    return values.stream().map(EmbeddedMetrics::number).toList();
  }

  /// Returns whole numbers without a fraction.
  private static Object number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : value;
  }
}
