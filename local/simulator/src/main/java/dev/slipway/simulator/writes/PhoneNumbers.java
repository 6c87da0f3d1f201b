package dev.slipway.simulator.writes;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Phone numbers as far as Apple is known to judge them: by the numbering plans of countries, with
/// or without a country code (media-live.md, K14).
final class PhoneNumbers {
  /// cases B07 (fastlane#8839).
  private static final int MOST_BYTES = 20;

  private static final Pattern FORM = Pattern.compile("\\+?[0-9 ().\\-/\\u00a0]+");

  /// Digits after the plus sign that no plan has: all that live answers name.
  private static final Pattern OUTSIDE_OF_ITS_PLAN =
      Pattern.compile("1(?![0-9]{10}$).*|503[0-9]{7}|447700900[0-9]*");

  /// A plan without a known rule has as many digits as E.164 allows.
  private static final int FEWEST_DIGITS = 7;

  private static final int MOST_DIGITS = 15;

  private PhoneNumbers() {}

  static boolean isValid(String text) {
    String digits = text.replaceAll("[^0-9]", "");
    return FORM.matcher(text).matches()
        && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
        && digits.length() >= FEWEST_DIGITS
        && digits.length() <= MOST_DIGITS
        && !(text.startsWith("+") && OUTSIDE_OF_ITS_PLAN.matcher(digits).matches());
  }
}
