package dev.slipway.drops.media.folders;

import java.util.Comparator;

/// Sorts file names as people expect: digits by their number, everything else by its characters
/// (`2.png` before `10.png`), as fastlane sorts screenshots (deliver, upload_screenshots.rb).
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder BY_NAME = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() && r < right.length()) {
      int order;
      if (isDigit(left.charAt(l)) && isDigit(right.charAt(r))) {
        int endLeft = endOfDigits(left, l);
        int endRight = endOfDigits(right, r);
        order = compareNumbers(left.substring(l, endLeft), right.substring(r, endRight));
        l = endLeft;
        r = endRight;
      } else {
        order = Character.compare(left.charAt(l++), right.charAt(r++));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(left.length() - l, right.length() - r);
    // "01" and "1" are the same number, but different names.
    return rest != 0 ? rest : left.compareTo(right);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int endOfDigits(String name, int from) {
    int end = from;
    while (end < name.length() && isDigit(name.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int compareNumbers(String left, String right) {
    String l = withoutLeadingZeros(left);
    String r = withoutLeadingZeros(right);
    return l.length() != r.length() ? Integer.compare(l.length(), r.length()) : l.compareTo(r);
  }

  private static String withoutLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
