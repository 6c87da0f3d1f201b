package dev.slipway.runner.crash;

import dev.slipway.runner.crash.Point.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What came of all points, as a table. Safe for use by many threads.
final class Report {
  private static final String ROW = "%-28s";
  private static final String CELL = "%15s";
  private static final List<Kind> COLUMNS =
      Stream.of(Kind.values()).filter(kind -> kind != Kind.SIGKILL).toList();

  private final Map<String, Map<Kind, int[]>> rows = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private final List<String> notMet = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int points;
  private int survived;

  /// Takes down how a run ended.
  ///
  /// @param fault what is wrong at its end; empty when nothing is
  synchronized void add(Point point, String fault) {
    int[] cell =
        rows.computeIfAbsent(point.place().service(), _ -> new EnumMap<>(Kind.class))
            .computeIfAbsent(point.kind(), _ -> new int[2]);
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

  /// Adds a line below the table.
  synchronized void note(String line) {
    notes.add(line);
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
    var text = new StringBuilder(ROW.formatted("survived/points"));
    COLUMNS.forEach(kind -> text.append(CELL.formatted(kind)));
    text.append('\n');
    rows.forEach(
        (service, cells) -> {
          text.append(ROW.formatted(service));
          if (cells.containsKey(Kind.SIGKILL)) {
            text.append(told(cells.get(Kind.SIGKILL)));
          } else {
            COLUMNS.forEach(kind -> text.append(CELL.formatted(told(cells.get(kind)))));
          }
          text.append('\n');
        });
    notes.forEach(note -> text.append(note).append('\n'));
    notMet.forEach(
        point -> text.append("did not come again, not counted: ").append(point).append('\n'));
    failures().forEach(failure -> text.append("LOST ").append(failure).append('\n'));
    return text.append("crash-test: points=%d survived=%d\n".formatted(points, survived))
        .toString();
  }

  private static String told(int @Nullable [] cell) {
    return cell == null ? "-" : cell[0] + "/" + cell[1];
  }
}
