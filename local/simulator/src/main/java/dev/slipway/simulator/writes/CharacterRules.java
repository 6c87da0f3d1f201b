package dev.slipway.simulator.writes;

import java.util.Map;
import java.util.regex.Pattern;

/// Which characters Apple refuses in which text: for the App Store only what a live answer quotes
/// for that very field, for TestFlight the ranges that were probed.
final class CharacterRules {
  /// Emoji of any kind outside the block of technical symbols, of which TestFlight takes clocks and
  /// arrows (apple-2026.md, 4).
  private static final String EMOJI =
      "[\\p{IsEmoji_Presentation}&&[^\\u2300-\\u23FF]]"
          + "|[\\p{IsExtended_Pictographic}&&[\\x{10000}-\\x{10FFFF}]]";

  private static final String MARKUP = "</?[A-Za-z][^<>]*>";

  /// What is refused in both texts of TestFlight, without the angle bracket (apple-2026.md, 4:
  /// ranges, and single characters of scripts without a known range).
  private static final String PROBED =
      "\\x{10000}-\\x{10FFFF}\\u0300-\\u036F\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20FF"
          + "\\uFE20-\\uFE2F\\uFE00-\\uFE0F\\u2400-\\u245F\\u2500-\\u259F\\u2600-\\u27EF"
          + "\\u2800-\\u28FF\\u2980-\\u2BFF\\uE000-\\uF8FF\\uFFFD\\u02C6\\uFB01\\uFDFD\\uFE10"
          + "\\uFE50\\u3300";

  static final Pattern OF_TEST_FLIGHT = Pattern.compile("[<" + PROBED + "]");

  /// What TestFlight refuses, and perhaps the App Store too.
  static final Pattern DOUBTFUL = Pattern.compile("[" + PROBED + "]");

  /// Arrows and pointers, which one source saw refused in the promotional text and TestFlight
  /// takes.
  static final Pattern ARROWS = Pattern.compile("[\\u2192\\u21D2\\u279C\\u25B6]");

  /// What live answers quote (media-live.md, 3.2; for the name a recorded answer in Expo's tests),
  /// and markup, which no text takes (app-store-connect.md, 7.4; quoted for `whatsNew`).
  private static final Map<String, Pattern> QUOTED =
      Map.of(
          "description", Pattern.compile(EMOJI + "|[\\u2605\\u2500\\uFFFD]|" + MARKUP),
          "whatsNew", Pattern.compile(EMOJI + "|\\uFE0F|" + MARKUP),
          "promotionalText", Pattern.compile(EMOJI + "|" + MARKUP),
          "name", Pattern.compile(EMOJI + "|" + MARKUP),
          "subtitle", Pattern.compile(MARKUP),
          "keywords", Pattern.compile(MARKUP));

  private CharacterRules() {}

  /// Returns what Apple refuses in an attribute of the App Store for sure.
  static Pattern quoted(String attribute) {
    Pattern quoted = QUOTED.get(attribute);
    if (quoted == null) {
      throw new IllegalArgumentException("No rule for " + attribute);
    }
    return quoted;
  }
}
