package dev.slipway.drops.texts;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// The form in which Slipway compares texts and sends them to Apple: composed letters (Unicode's
/// form NFC), LF as the end of a line, and nothing invisible at either end.
///
/// Apple refuses decomposed letters, which macOS and some translation tools write (apple-2026.md,
/// 4; fastlane#16988, #20603).
public final class PlainText {
  /// No character below it is changed by composition.
  private static final int FIRST_COMBINING = 0x300;

  /// No language puts more marks on a letter (the Stream-Safe Text Format of Unicode's annex 15).
  /// The JDK puts them in order one by one, which takes minutes for a file of nothing else.
  private static final int MOST_MARKS = 30;

  private PlainText() {}

  /// Returns the text with composed letters, otherwise as it is. A text with more than 30 marks on
  /// one letter is not composed.
  public static String composed(String text) {
    return text.chars().allMatch(c -> c < FIRST_COMBINING) || hasTooManyMarks(text)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean hasTooManyMarks(String text) {
    int marks = 0;
    for (int i = 0; i < text.length() && marks <= MOST_MARKS; ) {
      int character = text.codePointAt(i);
      marks = isMark(character) ? marks + 1 : 0;
      i += Character.charCount(character);
    }
    return marks > MOST_MARKS;
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /// Returns the text in the form in which Slipway sends it; empty for one that shows nothing.
  public static String of(String text) {
    String lines = composed(text).replace("\r\n", "\n").replace('\r', '\n');
    int begin = 0;
    int end = lines.length();
    while (begin < end && isDispensable(lines, begin)) {
      begin += Character.charCount(lines.codePointAt(begin));
    }
    while (begin < end && isDispensable(lines, lines.offsetByCodePoints(end, -1))) {
      end = lines.offsetByCodePoints(end, -1);
    }
    return lines.substring(begin, end);
  }

  /// Returns whether both texts are the same in this form.
  public static boolean isSame(String wanted, @Nullable String present) {
    return present != null && of(wanted).equals(of(present));
  }

  /// Returns whether two names, such as those of files, have the same letters in any form.
  public static boolean isSameName(String wanted, String present) {
    return composed(wanted).equals(composed(present));
  }

  private static boolean isDispensable(String text, int index) {
    int character = text.codePointAt(index);
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || InvisibleCharacters.isDispensableAtEnd(text, index);
  }
}
