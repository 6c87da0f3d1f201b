package dev.slipway.bench;

import dev.slipway.bench.ways.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The measurements by scenario and way, in the order of the repetitions. For one thread.
final class Results {
  private final Map<Scenario, Map<Way, List<Measured>>> measured = new HashMap<>();

  void add(Scenario scenario, Way way, Measured one) {
    measured
        .computeIfAbsent(scenario, _ -> new EnumMap<>(Way.class))
        .computeIfAbsent(way, _ -> new ArrayList<>())
        .add(one);
  }

  private List<Measured> of(Scenario scenario, Way way) {
    return measured.getOrDefault(scenario, Map.of()).getOrDefault(way, List.of());
  }

  double median(Scenario scenario, Way way, ToDoubleFunction<Measured> figure) {
    return median(of(scenario, way).stream().mapToDouble(figure).toArray());
  }

  /// Returns the plain pump with the higher median.
  Way bestPump(Scenario scenario) {
    return speed(scenario, Way.PUMP_4) > speed(scenario, Way.PUMP_8) ? Way.PUMP_4 : Way.PUMP_8;
  }

  double speed(Scenario scenario, Way way) {
    return median(scenario, way, Measured::megabytesPerSecond);
  }

  /// Returns the ratio of two speeds: the median of the ratios within each repetition. Its runs are
  /// seconds apart, so other load on the machine affects both.
  double ratio(Scenario scenario, Way way, Way other) {
    var ours = of(scenario, way);
    var theirs = of(scenario, other);
    var ratios = new double[Math.min(ours.size(), theirs.size())];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours.get(i).megabytesPerSecond() / theirs.get(i).megabytesPerSecond();
    }
    return median(ratios);
  }

  /// Returns a table of one scenario.
  String table(Scenario scenario) {
    var best = bestPump(scenario);
    var text = new StringBuilder();
    text.append("%n%s, %d MB%n".formatted(scenario.title(), scenario.sizeBytes() / 1_000_000));
    text.append(
        "  %-24s %8s %15s %10s %13s %11s %14s%n"
            .formatted(
                "",
                "MB/s",
                "(min-max)",
                "CPU s/GiB",
                "peak heap MB",
                "x best pump",
                "x one at a time"));
    for (Way way : Way.values()) {
      var speeds =
          of(scenario, way).stream().mapToDouble(Measured::megabytesPerSecond).sorted().toArray();
      if (speeds.length > 0) {
        text.append(
            "  %-24s %8.0f %15s %10.2f %13.0f %11.2f %14.2f%n"
                .formatted(
                    way.title(),
                    median(speeds),
                    "(%.0f-%.0f)".formatted(speeds[0], speeds[speeds.length - 1]),
                    median(scenario, way, Measured::cpuSecondsPerGiB),
                    median(scenario, way, Measured::peakHeapMegabytes),
                    ratio(scenario, way, best),
                    ratio(scenario, way, Way.SEQUENTIAL)));
      }
    }
    return text.toString();
  }

  static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
