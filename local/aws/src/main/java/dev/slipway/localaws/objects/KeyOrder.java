package dev.slipway.localaws.objects;

import java.util.Comparator;

/// The order in which S3 lists keys: by their UTF-8 bytes, which differs from String's order for
/// surrogates.
public final class KeyOrder {
  /// Orders by UTF-8 bytes.
  public static final Comparator<String> UTF_8_BYTES = KeyOrder::compare;

  private KeyOrder() {}

  /// Returns a string that sorts after every key with `prefix`.
  public static String afterAllWith(String prefix) {
    return prefix + "\uDBFF\uDFFF";
  }

  private static int compare(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Character.compare(byCodePoint(a), byCodePoint(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /// Moves surrogates, which encode code points above U+FFFF, behind U+E000 to U+FFFF.
  private static char byCodePoint(char unit) {
    if (unit < 0xD800) {
      return unit;
    }
    return (char) (unit >= 0xE000 ? unit - 0x800 : unit + 0x2000);
  }
}
