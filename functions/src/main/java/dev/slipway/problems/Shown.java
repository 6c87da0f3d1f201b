package dev.slipway.problems;

import java.util.Locale;

/// Formats values of a drop for people.
public final class Shown {
  private static final int MAX_LENGTH = 120;

  private Shown() {}

  /// Returns the number with commas between the thousands.
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /// Returns the value shortened, on one line, without control characters.
  static String text(String value) {
    String clean = value.replaceAll("\\s+", " ").replaceAll("\\p{C}", "?");
    int length = clean.codePointCount(0, clean.length());
    return length <= MAX_LENGTH
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }
}
