package dev.slipway.connections.intake;

import java.text.Normalizer;
import java.util.Optional;

/// The name that a person gives a connected team: 1 to 60 characters, composed (NFC), without
/// spaces at its ends. Two teams may have the same name. Thread-safe.
public final class TeamLabel {
  /// Counted in code points.
  public static final int MOST_CHARACTERS = 60;

  /// What a name must be, for people.
  public static final String EXPECTATION =
      "A name has at most "
          + MOST_CHARACTERS
          + " characters, all of them printable, such as the name of the team in App Store Connect."
          + " An empty one removes the name.";

  /// As it is written: with spaces at its ends, and decomposed. A request may have megabytes, and
  /// composing takes the square of the length.
  private static final int MOST_WRITTEN = 1_000;

  /// Zero-width joiners are in emoji.
  private static final int JOINER = 0x200D;

  private TeamLabel() {}

  /// Returns whether the text is a name, or empty.
  public static boolean isValid(String text) {
    if (text.length() > MOST_WRITTEN) {
      return false;
    }
    String label = composed(text);
    return label.codePointCount(0, label.length()) <= MOST_CHARACTERS
        && label.codePoints().noneMatch(TeamLabel::isUnprintable)
        && (label.isEmpty() || label.codePoints().anyMatch(TeamLabel::isVisible));
  }

  /// Returns the name; empty when the text is blank: the team then has no name.
  ///
  /// @param text a valid one
  public static Optional<String> of(String text) {
    return Optional.of(composed(text)).filter(label -> !label.isEmpty());
  }

  /// Returns the beginning of a longer name, such as the label of a connect link.
  public static Optional<String> beginningOf(String text) {
    String label = composed(text);
    int length = label.codePointCount(0, label.length());
    return length <= MOST_CHARACTERS
        ? of(label)
        : of(label.substring(0, label.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…");
  }

  private static String composed(String text) {
    String label = Normalizer.normalize(text, Normalizer.Form.NFC);
    int from = 0;
    int to = label.length();
    while (from < to && isSpace(label.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(label.charAt(to - 1))) {
      to--;
    }
    return label.substring(from, to);
  }

  /// Returns whether it is a space, also one that does not break, which web pages are full of.
  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }

  private static boolean isVisible(int point) {
    return point != JOINER && !isSpace(point);
  }

  /// Returns whether a character cannot be seen, or is not a character.
  private static boolean isUnprintable(int point) {
    return switch (Character.getType(point)) {
      case Character.FORMAT -> point != JOINER;
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
