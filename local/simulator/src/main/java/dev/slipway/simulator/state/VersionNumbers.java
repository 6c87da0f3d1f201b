package dev.slipway.simulator.state;

import java.math.BigInteger;
import java.util.regex.Pattern;

/// Version and build numbers: digits and dots, up to three parts.
public final class VersionNumbers {
  private static final Pattern FORM = Pattern.compile("\\d{1,18}(\\.\\d{1,18}){0,2}");

  private VersionNumbers() {}

  /// Returns whether this is a number in Apple's form.
  public static boolean isValid(String number) {
    return FORM.matcher(number).matches();
  }

  /// Compares part by part; missing parts count as 0.
  public static int compare(String one, String other) {
    String[] left = one.split("\\.", -1);
    String[] right = other.split("\\.", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = part(left, i).compareTo(part(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static BigInteger part(String[] parts, int index) {
    return index < parts.length && !parts[index].isEmpty()
        ? new BigInteger(parts[index])
        : BigInteger.ZERO;
  }
}
