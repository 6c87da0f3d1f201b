package dev.slipway.appstoreconnect.resource;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/// The texts under which Apple may show one version or build number: 2.0, 2.0.0 and 2.00.0 are one
/// version to Apple (asc#2085), leading zeros are not shown (apple-doc, Core Foundation Keys,
/// CFBundleShortVersionString), and filters compare texts.
public final class NumberSpellings {
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+)*+");
  private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");
  private static final Pattern ZEROS_AT_THE_END = Pattern.compile("(\\.0)+$");

  /// Apple's longest version; a longer build number is asked for as it is.
  private static final int PARTS = 3;

  private NumberSpellings() {}

  /// Returns the text itself, then every other spelling.
  public static List<String> of(String number) {
    var spellings = new LinkedHashSet<String>();
    spellings.add(number);
    if (NUMBERS.matcher(number).matches()) {
      spellings.add(LEADING_ZEROS.matcher(number).replaceAll(""));
      String spelling = shortest(number);
      spellings.add(spelling);
      for (int parts = spelling.split("\\.", -1).length; parts < PARTS; parts++) {
        spelling += ".0";
        spellings.add(spelling);
      }
    }
    return new ArrayList<>(spellings);
  }

  /// Returns whether these texts are one number to Apple.
  public static boolean same(String one, String other) {
    return one.equals(other) || shortest(one).equals(shortest(other));
  }

  private static String shortest(String number) {
    return NUMBERS.matcher(number).matches()
        ? ZEROS_AT_THE_END.matcher(LEADING_ZEROS.matcher(number).replaceAll("")).replaceAll("")
        : number;
  }
}
