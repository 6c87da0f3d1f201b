package dev.slipway.releases.model;

import java.math.BigInteger;
import java.util.regex.Pattern;

/// Compares version strings and build numbers as Apple does: as digits separated by dots, part by
/// part as numbers. Missing parts count as zero (`1.2` = `1.2.0` < `1.10`).
public final class VersionNumbers {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  private VersionNumbers() {}

  /// Returns a negative number, zero or a positive number as `left` is lower than, equal to or
  /// higher than `right`. Parts that are not numbers are compared as text, so the order is total
  /// for any input.
  public static int compare(String left, String right) {
    String[] a = left.split("\\.", -1);
    String[] b = right.split("\\.", -1);
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      int order = comparePart(i < a.length ? a[i] : "0", i < b.length ? b[i] : "0");
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// Returns whether these are one number to Apple, as 2.0 and 2.00.0 are.
  public static boolean same(String left, String right) {
    return compare(left, right) == 0;
  }

  private static int comparePart(String a, String b) {
    return DIGITS.matcher(a).matches() && DIGITS.matcher(b).matches()
        ? new BigInteger(a).compareTo(new BigInteger(b))
        : a.compareTo(b);
  }
}
