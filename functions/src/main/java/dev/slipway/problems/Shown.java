package dev.slipway.problems;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Formats values of a drop for people.
public final class Shown {
  private static final int MAX_LENGTH = 120;
  private static final int MAX_NAMES = 10;
  private static final List<String> UNITS = List.of("kB", "MB", "GB");

  private Shown() {}

  /// Returns the number with commas between the thousands.
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /// Returns a size in decimal units, such as 54.2 MB.
  public static String size(long bytes) {
    long unit = 1_000;
    for (String name : UNITS) {
      // Below 999.95 of a unit; more would be shown as 1000.0.
      if (bytes < unit * 999 + unit * 95 / 100) {
        return bytes < 1_000
            ? bytes + " bytes"
            : String.format(Locale.ROOT, "%.1f %s", (double) bytes / unit, name);
      }
      unit *= 1_000;
    }
    return String.format(Locale.ROOT, "%.1f %s", bytes * 1_000.0 / unit, UNITS.getLast());
  }

  /// Returns the first of many names, and how many more there are.
  public static String some(Collection<String> names) {
    String shown = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MAX_NAMES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /// Returns the value shortened, on one line, without control characters.
  public static String text(String value) {
    String clean = value.replaceAll("\\s+", " ").replaceAll("\\p{C}", "?");
    int length = clean.codePointCount(0, clean.length());
    return length <= MAX_LENGTH
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }
}
