package dev.slipway.runner.crash;

import dev.slipway.runner.crash.Point.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of all points, as a table. Safe for use by many threads.
final class Report {
  private final Map<String, int[][]> rows = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> notMet = new ArrayList<>();
  private int points;
  private int survived;

  /// Takes down how a run ended.
  ///
  /// @param fault what is wrong at its end; empty when nothing is
  synchronized void add(Point point, String fault) {
    int[] cell =
        rows.computeIfAbsent(point.place().service(), _ -> new int[Kind.values().length][2])[
            point.kind().ordinal()];
    points++;
    cell[1]++;
    if (fault.isEmpty()) {
      survived++;
      cell[0]++;
    } else {
      failures.add(point + ": " + fault);
    }
  }

  /// Takes down a point that did not come in its run, because work that is done side by side was
  /// done in other portions.
  synchronized void missed(Point point) {
    notMet.add(point.toString());
  }

  synchronized int points() {
    return points;
  }

  synchronized int notMet() {
    return notMet.size();
  }

  synchronized List<String> failures() {
    return failures.stream().sorted(Comparator.naturalOrder()).toList();
  }

  synchronized String text() {
    var text = new StringBuilder("survived/points  ");
    for (Kind kind : Kind.values()) {
      text.append("%15s".formatted(kind));
    }
    text.append('\n');
    rows.forEach(
        (service, cells) -> {
          text.append("%-17s".formatted(service));
          for (int[] cell : cells) {
            text.append("%15s".formatted(cell[1] == 0 ? "-" : cell[0] + "/" + cell[1]));
          }
          text.append('\n');
        });
    notMet.forEach(
        point -> text.append("did not come again, not counted: ").append(point).append('\n'));
    failures().forEach(failure -> text.append("LOST ").append(failure).append('\n'));
    return text.append("crash-test: points=%d survived=%d\n".formatted(points, survived))
        .toString();
  }
}
