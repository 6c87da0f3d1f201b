package dev.slipway.drops.texts;

import static java.lang.Character.UnicodeScript.COMMON;
import static java.lang.Character.UnicodeScript.CYRILLIC;
import static java.lang.Character.UnicodeScript.GREEK;
import static java.lang.Character.UnicodeScript.HAN;
import static java.lang.Character.UnicodeScript.HANGUL;
import static java.lang.Character.UnicodeScript.HEBREW;
import static java.lang.Character.UnicodeScript.HIRAGANA;
import static java.lang.Character.UnicodeScript.INHERITED;
import static java.lang.Character.UnicodeScript.KATAKANA;
import static java.lang.Character.UnicodeScript.KHMER;
import static java.lang.Character.UnicodeScript.LAO;
import static java.lang.Character.UnicodeScript.LATIN;
import static java.lang.Character.UnicodeScript.MYANMAR;
import static java.lang.Character.UnicodeScript.THAI;
import static java.lang.Character.UnicodeScript.TIBETAN;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;

/// Characters that show nothing, and where they have a meaning nevertheless: joiners in Persian,
/// Hindi and emoji, marks of direction in Arabic and Hebrew, word breaks in Thai (The Unicode
/// Standard, 23.2 Layout Controls).
public final class InvisibleCharacters {
  private static final int SOFT_HYPHEN = 0xAD;
  private static final int ZERO_WIDTH_SPACE = 0x200B;
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final int WORD_JOINER = 0x2060;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  /// Scripts whose letters have no joined forms.
  private static final Set<UnicodeScript> WITHOUT_JOINERS =
      Set.of(
          COMMON, INHERITED, LATIN, GREEK, CYRILLIC, HEBREW, HAN, HIRAGANA, KATAKANA, HANGUL, THAI,
          LAO);

  /// Scripts that write no spaces between words, so that people mark where a line may break.
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      Set.of(THAI, LAO, KHMER, MYANMAR, TIBETAN);

  private InvisibleCharacters() {}

  /// Returns whether the character shows nothing and has no meaning at its place in a name, a
  /// keyword or another short text.
  ///
  /// @param index of its first char
  public static boolean isStray(String text, int index) {
    int character = text.codePointAt(index);
    return switch (character) {
      case '\t', SOFT_HYPHEN, WORD_JOINER, BYTE_ORDER_MARK, 0x180E, 0x3164, 0xFFA0 -> true;
      case ZERO_WIDTH_SPACE -> !touches(text, index, WITHOUT_SPACES);
      case NON_JOINER -> !joins(text, index);
      case JOINER -> !joins(text, index) && !isBetweenEmoji(text, index);
      case 0x200E, 0x200F, 0x061C -> !isRightToLeft(text);
      default ->
          (character >= 0x202A && character <= 0x202C && !isRightToLeft(text))
              || (character >= 0x2066 && character <= 0x2069 && !isRightToLeft(text))
              || isForMachines(character)
              || (character >= 0x2061 && character <= 0x2064);
    };
  }

  /// Returns whether the character is invisible and unwanted even in a long text, where soft
  /// hyphens, word breaks beside blanks and marks of direction do no harm.
  ///
  /// @param index of its first char
  public static boolean isStrayInLongText(String text, int index) {
    int character = text.codePointAt(index);
    return switch (character) {
      case BYTE_ORDER_MARK -> true;
      case ZERO_WIDTH_SPACE -> isWithinWord(text, index) && isStray(text, index);
      case NON_JOINER, JOINER -> isWithinWord(text, index) && isStray(text, index);
      default -> isForMachines(character);
    };
  }

  /// Returns whether the character is invisible at all, in any text and for any reason: an address
  /// has none.
  public static boolean isInvisible(int character) {
    return character == '\t'
        || Character.getType(character) == Character.FORMAT
        || (Character.isSpaceChar(character) && character != ' ')
        || character == 0x3164
        || character == 0xFFA0
        || character == 0x034F;
  }

  /// Returns whether leaving the character out at the end of a text changes nothing that people
  /// see.
  static boolean isDispensableAtEnd(String text, int index) {
    int character = text.codePointAt(index);
    return character == ZERO_WIDTH_SPACE
        || (character != 0x202E
            && character != 0x202D
            && Character.getType(character) == Character.FORMAT
            && isStray(text, index));
  }

  /// Returns the place and the name of the character, such as `line 1, column 5: U+200B ZERO WIDTH
  /// SPACE`.
  public static String named(String text, int index) {
    int line = 1;
    int begin = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < index; i = text.indexOf('\n', i + 1)) {
      line++;
      begin = i + 1;
    }
    return "line "
        + line
        + ", column "
        + (text.codePointCount(begin, index) + 1)
        + ": "
        + name(text.codePointAt(index));
  }

  /// Returns Unicode's number and name of the character.
  public static String name(int character) {
    String number = String.format(Locale.ROOT, "U+%04X", character);
    String name = character == '\t' ? "TAB" : Character.getName(character);
    return name == null ? number : number + " " + name;
  }

  /// Returns whether the character overrides the direction of letters, or is one that Unicode
  /// advises against in texts.
  private static boolean isForMachines(int character) {
    return character == 0x202D
        || character == 0x202E
        || (character >= 0x206A && character <= 0x206F)
        || (character >= 0xFFF9 && character <= 0xFFFB)
        || character == 0xE0001;
  }

  private static boolean isWithinWord(String text, int index) {
    return isWord(before(text, index)) && isWord(after(text, index));
  }

  private static boolean isWord(int character) {
    return Character.isLetterOrDigit(character);
  }

  private static boolean joins(String text, int index) {
    return isJoining(before(text, index)) || isJoining(after(text, index));
  }

  private static boolean isJoining(int character) {
    return character > 0 && !WITHOUT_JOINERS.contains(UnicodeScript.of(character));
  }

  private static boolean touches(String text, int index, Set<UnicodeScript> scripts) {
    return scripts.contains(UnicodeScript.of(before(text, index)))
        || scripts.contains(UnicodeScript.of(after(text, index)));
  }

  private static boolean isBetweenEmoji(String text, int index) {
    int before = before(text, index);
    return (Character.isEmoji(before) || before == 0xFE0F) && Character.isEmoji(after(text, index));
  }

  /// Looks at letters only: the marks of direction have a direction of their own.
  private static boolean isRightToLeft(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .map(Character::getDirectionality)
        .anyMatch(
            direction ->
                direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
  }

  /// Returns the character before the index, without the marks that it carries; 0 at the beginning.
  private static int before(String text, int index) {
    int at = index;
    while (at > 0) {
      int character = text.codePointBefore(at);
      if (Character.getType(character) != Character.NON_SPACING_MARK || character == 0xFE0F) {
        return character;
      }
      at -= Character.charCount(character);
    }
    return 0;
  }

  /// Returns the character after the one at the index; 0 at the end.
  private static int after(String text, int index) {
    int next = index + Character.charCount(text.codePointAt(index));
    return next >= text.length() ? 0 : text.codePointAt(next);
  }
}
