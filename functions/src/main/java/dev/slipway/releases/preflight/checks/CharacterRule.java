package dev.slipway.releases.preflight.checks;

import static dev.slipway.drops.metadata.TextField.DESCRIPTION;
import static dev.slipway.drops.metadata.TextField.KEYWORDS;
import static dev.slipway.drops.metadata.TextField.NAME;
import static dev.slipway.drops.metadata.TextField.PROMOTIONAL_TEXT;
import static dev.slipway.drops.metadata.TextField.SUBTITLE;
import static dev.slipway.drops.metadata.TextField.WHATS_NEW;

import dev.slipway.drops.metadata.TextField;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;

/// Every character that Apple refuses in some text, by field: the one table that the checks of all
/// texts use.
///
/// A row says where live answers quote the refusal, and whether TestFlight refuses the characters
/// in What to Test. In the other fields of the App Store they are doubtful: TestFlight's rule was
/// probed, the App Store's was not (apple-2026.md, 4; media-live.md, 3.2).
@SuppressWarnings("ImmutableEnumChecker") // the predicates keep nothing
public enum CharacterRule {
  /// Clocks and the like at U+2300 to U+23FF have their own row.
  EMOJI(
      CharacterRule::isEmoji,
      Set.of(NAME, DESCRIPTION, WHATS_NEW, PROMOTIONAL_TEXT),
      true,
      "live answers for description, What's New and promotional text (media-live.md, 3.2); a"
          + " recorded answer for the name in Expo's tests"),
  TECHNICAL_EMOJI(
      c -> c >= 0x2300 && c <= 0x23FF && Character.isEmojiPresentation(c),
      Set.of(),
      false,
      "accepted by TestFlight (apple-2026.md, 4), not probed for the App Store"),
  STAR(among(0x2605, 0x2605), Set.of(DESCRIPTION), true, "a live answer (media-live.md, 3.2)"),
  HORIZONTAL_LINE(
      among(0x2500, 0x2500), Set.of(DESCRIPTION), true, "a live answer (media-live.md, 3.2)"),
  REPLACEMENT_CHARACTER(
      among(0xFFFD, 0xFFFD), Set.of(DESCRIPTION), true, "a live answer (media-live.md, 3.2)"),
  EMOJI_VARIATION(
      among(0xFE0F, 0xFE0F), Set.of(WHATS_NEW), true, "live answers (media-live.md, 3.2)"),
  SUPPLEMENTARY(
      Character::isSupplementaryCodePoint, Set.of(), true, "probed by points (apple-2026.md, 4)"),
  COMBINING_MARKS(
      among(0x0300, 0x036F, 0x1AB0, 0x1AFF, 0x1DC0, 0x1DFF, 0x20D0, 0x20FF, 0xFE20, 0xFE2F),
      Set.of(),
      true,
      "probed by points (apple-2026.md, 4)"),
  MODIFIER_LETTERS(
      among(0x02B0, 0x02FF),
      Set.of(),
      false,
      "reports of texts with separate accents (fastlane#20603, #21776); TestFlight refused U+02C6"
          + " and took its neighbours (apple-2026.md, 4)"),
  VARIATION_SELECTORS(among(0xFE00, 0xFE0E), Set.of(), true, "probed by points (apple-2026.md, 4)"),
  SYMBOLS(
      among(0x2400, 0x245F, 0x2500, 0x259F, 0x2600, 0x27EF, 0x2800, 0x28FF, 0x2980, 0x2BFF),
      Set.of(),
      true,
      "probed by points (apple-2026.md, 4)"),
  PRIVATE_USE(among(0xE000, 0xF8FF), Set.of(), true, "probed by points (apple-2026.md, 4)"),
  SINGLE_CHARACTERS(
      among(
          0x02C6, 0x02C6, 0xFB01, 0xFB01, 0xFDFD, 0xFDFD, 0xFE10, 0xFE10, 0xFE50, 0xFE50, 0x3300,
          0x3300),
      Set.of(),
      true,
      "probed one by one, their neighbours pass (apple-2026.md, 4)");

  private static final Set<TextField> DOUBTED =
      Set.of(NAME, SUBTITLE, KEYWORDS, DESCRIPTION, WHATS_NEW, PROMOTIONAL_TEXT);

  /// One source saw these refused in the promotional text, and TestFlight takes two of them
  /// (media-live.md, 3.2).
  private static final Set<Integer> ARROWS = Set.of(0x2192, 0x21D2, 0x279C, 0x25B6);

  private final IntPredicate characters;
  private final Set<TextField> refusedIn;
  private final boolean refusedByTestFlight;
  private final String evidence;

  CharacterRule(
      IntPredicate characters,
      Set<TextField> refusedIn,
      boolean refusedByTestFlight,
      String evidence) {
    this.characters = characters;
    this.refusedIn = refusedIn;
    this.refusedByTestFlight = refusedByTestFlight;
    this.evidence = evidence;
  }

  /// Returns how the row is known.
  public String evidence() {
    return evidence;
  }

  /// Returns whether a live answer quotes that Apple refuses the character in this field.
  public static boolean isRefused(int character, TextField field) {
    return Arrays.stream(values())
        .anyMatch(row -> row.refusedIn.contains(field) && row.characters.test(character));
  }

  /// Returns whether Apple may refuse the character in this field.
  public static boolean isDoubtful(int character, TextField field) {
    return (field == PROMOTIONAL_TEXT && ARROWS.contains(character))
        || (DOUBTED.contains(field)
            && Arrays.stream(values()).anyMatch(row -> row.characters.test(character)));
  }

  /// Returns whether TestFlight refuses the character in What to Test, where it also refuses every
  /// `<`.
  public static boolean isRefusedByTestFlight(int character) {
    return character == '<'
        || Arrays.stream(values())
            .anyMatch(row -> row.refusedByTestFlight && row.characters.test(character));
  }

  private static boolean isEmoji(int character) {
    return (Character.isEmojiPresentation(character)
            && !(character >= 0x2300 && character <= 0x23FF))
        || (Character.isSupplementaryCodePoint(character)
            && Character.isExtendedPictographic(character));
  }

  /// @param bounds first and last character of each range
  private static IntPredicate among(int... bounds) {
    return character -> {
      for (int i = 0; i < bounds.length; i += 2) {
        if (character >= bounds[i] && character <= bounds[i + 1]) {
          return true;
        }
      }
      return false;
    };
  }
}
