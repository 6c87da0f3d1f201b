package dev.slipway.simulator.state;

import java.math.BigInteger;
import java.util.regex.Pattern;

/// Version and build numbers: digits and dots. A version (CFBundleShortVersionString) has up to
/// three numbers; a build number (CFBundleVersion) may have more: jellyfin-ios#629 and Chromium's
/// builds have four.
public final class VersionNumbers {
  private static final Pattern VERSION = Pattern.compile("\\d{1,18}(\\.\\d{1,18}){0,2}");
  private static final Pattern BUILD = Pattern.compile("\\d{1,18}(\\.\\d{1,18})*");

  private VersionNumbers() {}

  /// Returns whether this is a version in Apple's form.
  public static boolean isVersion(String number) {
    return VERSION.matcher(number).matches();
  }

  /// Returns whether this is a build number in Apple's form.
  public static boolean isBuildNumber(String number) {
    return BUILD.matcher(number).matches();
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

  /// Returns whether these are one number to Apple: 2.0, 2.0.0 and 2.00.0 are one version train
  /// (asc#2085).
  public static boolean same(String one, String other) {
    return compare(one, other) == 0;
  }

  /// Returns the number as Apple shows it: "leading zeros are truncated from each integer"
  /// (apple-doc, Core Foundation Keys, CFBundleShortVersionString). Zeros at the end stay.
  public static String withoutLeadingZeros(String number) {
    return number.replaceAll("(?<![0-9])0+(?=[0-9])", "");
  }

  private static BigInteger part(String[] parts, int index) {
    return index < parts.length && !parts[index].isEmpty()
        ? new BigInteger(parts[index])
        : BigInteger.ZERO;
  }
}
