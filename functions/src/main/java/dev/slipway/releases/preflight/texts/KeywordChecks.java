package dev.slipway.releases.preflight.texts;

import static dev.slipway.releases.preflight.checks.TextCheck.KEYWORDS_JOINED;
import static dev.slipway.releases.preflight.checks.TextCheck.KEYWORDS_REPEATED;
import static dev.slipway.releases.preflight.checks.TextCheck.KEYWORDS_SPACED;

import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.releases.preflight.checks.FindingList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks the list of keywords, which Apple splits at commas of two kinds.
final class KeywordChecks {
  private static final Pattern SEPARATOR = Pattern.compile("[,，]");

  /// Blanks and characters that people put between keywords and that keywords have within, such as
  /// 24/7 and e-mail. In Japanese the middle dot is between words of a name.
  private static final Pattern WITHIN_OR_BETWEEN = Pattern.compile("[\\p{Z}\\s/.+#_·・–—-]+");

  /// Characters that people put between keywords, that Apple does not split at, and that no keyword
  /// has within: commas and semicolons of other scripts, bars and bullets.
  private static final Pattern OTHER_SEPARATOR =
      Pattern.compile(
          "[;|\\n"
              + "\\t\\u2022\\u060C\\u061B\\u066B\\u066C\\u3001\\uFF1B\\uFF5C\\uFF64\\uFE10\\uFE50\\uFE51\\uFE54]"
              // Full stops of Hindi, Urdu and Japanese; a name may end in one (モーニング娘。).
              + "|[\\u0964\\u06D4\\u3002\\uFF61](?=.)");

  /// A phrase of so many words in a list without a comma is a list of words.
  private static final int WORDS_OF_A_LIST = 4;

  private KeywordChecks() {}

  static void run(SourcedText text, FindingList findings) {
    String value = text.value();
    List<String> keywords = Arrays.asList(SEPARATOR.split(value, -1));
    if (keywords.stream().anyMatch(keyword -> keyword.isBlank() || hasBlankEnd(keyword))) {
      findings.add(KEYWORDS_SPACED, text.source(), value);
    }
    keywords.stream()
        .filter(keyword -> isList(keyword, keywords.size()))
        .findFirst()
        .ifPresent(keyword -> findings.add(KEYWORDS_JOINED, text.source(), keyword));
    var seen = new HashSet<String>();
    String repeated =
        keywords.stream()
            .map(KeywordChecks::stripped)
            .filter(keyword -> !keyword.isEmpty() && !seen.add(keyword.toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(", "));
    if (!repeated.isEmpty()) {
      findings.add(KEYWORDS_REPEATED, text.source(), repeated);
    }
  }

  /// Returns whether what Apple takes for one keyword is probably several.
  ///
  /// @param count of the keywords in the text
  private static boolean isList(String keyword, int count) {
    String stripped = stripped(keyword);
    if (OTHER_SEPARATOR.matcher(stripped).find()) {
      return true;
    }
    return count == 1
        && Arrays.stream(WITHIN_OR_BETWEEN.split(stripped, -1))
                .filter(word -> !word.isEmpty())
                .count()
            >= WORDS_OF_A_LIST;
  }

  private static boolean hasBlankEnd(String keyword) {
    return !keyword.equals(stripped(keyword));
  }

  private static String stripped(String keyword) {
    int begin = 0;
    int end = keyword.length();
    while (begin < end && isBlank(keyword.charAt(begin))) {
      begin++;
    }
    while (begin < end && isBlank(keyword.charAt(end - 1))) {
      end--;
    }
    return keyword.substring(begin, end);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
