package dev.slipway.drops;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that a person probably meant, when they wrote one that Slipway does not know.
public final class SimilarNames {
  /// A shorter name with two differences may be any other word.
  private static final int LONG_NAME = 6;

  private SimilarNames() {}

  /// Returns the known name that differs in case, in separators or in a letter or two; of several
  /// the one with the fewest differences. Empty when none does.
  public static Optional<String> closest(String name, List<String> known) {
    String folded = folded(name);
    for (String candidate : known) {
      if (folded(candidate).equals(folded)) {
        return Optional.of(candidate);
      }
    }
    String closest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int allowed = Math.min(folded.length(), folded(candidate).length()) < LONG_NAME ? 1 : 2;
      int distance = distance(folded, folded(candidate));
      if (folded.length() > 2 && distance <= allowed && distance < least) {
        closest = candidate;
        least = distance;
      }
    }
    return Optional.ofNullable(closest);
  }

  /// Returns the name in lower case, without separators and apostrophes.
  public static String folded(String name) {
    return name.replaceAll("[-_. '’]", "").toLowerCase(Locale.ROOT);
  }

  /// Returns how many letters differ (Levenshtein's distance, where a swap of neighbours counts as
  /// one).
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 2) {
      return 3;
    }
    int[][] at = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          at[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        at[i][j] =
            Math.min(at[i - 1][j - 1] + change, Math.min(at[i - 1][j] + 1, at[i][j - 1] + 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          at[i][j] = Math.min(at[i][j], at[i - 2][j - 2] + 1);
        }
      }
    }
    return at[a.length()][b.length()];
  }
}
