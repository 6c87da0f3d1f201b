package dev.slipway.releases.preflight;

/// Values of a drop as a person may see them.
final class Shown {
  private static final int MAX_LENGTH = 120;

  private Shown() {}

  /// Shortened, on one line, without control characters.
  static String text(String value) {
    String clean = value.replaceAll("\\s+", " ").replaceAll("\\p{C}", "?");
    int length = clean.codePointCount(0, clean.length());
    return length <= MAX_LENGTH
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }
}
