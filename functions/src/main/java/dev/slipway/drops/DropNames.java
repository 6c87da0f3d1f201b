package dev.slipway.drops;

import java.util.regex.Pattern;

/// The rules for single names in object keys.
public final class DropNames {
  private static final Pattern CONNECTION_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern IPA_NAME =
      Pattern.compile("[^/\\\\\\p{Cntrl}.][^/\\\\\\p{Cntrl}]*\\.[iI][pP][aA]");
  private static final Pattern JSON_PATH =
      Pattern.compile(
          "([^/\\\\\\p{Cntrl}.][^/\\\\\\p{Cntrl}]*/)*"
              + "[^/\\\\\\p{Cntrl}.][^/\\\\\\p{Cntrl}]*\\.json");
  private static final int MAX_SEGMENT_LENGTH = 255;

  private DropNames() {}

  static boolean isConnectionId(String segment) {
    return CONNECTION_ID.matcher(segment).matches();
  }

  /// Returns whether this is the name of an `.ipa`, in any case; a hidden file is not one.
  public static boolean isIpaName(String name) {
    return name.codePointCount(0, name.length()) <= MAX_SEGMENT_LENGTH
        && IPA_NAME.matcher(name).matches();
  }

  /// Returns whether this is the path of a .json file below a drop's folder, without hidden names.
  public static boolean isJsonPath(String path) {
    return path.codePointCount(0, path.length()) <= MAX_SEGMENT_LENGTH
        && JSON_PATH.matcher(path).matches();
  }

  static boolean isSafeKey(String objectKey) {
    for (String segment : objectKey.split("/", -1)) {
      if (segment.isEmpty()
          || segment.equals(".")
          || segment.equals("..")
          || segment.codePointCount(0, segment.length()) > MAX_SEGMENT_LENGTH
          || segment.codePoints().anyMatch(DropNames::isUnsafe)) {
        return false;
      }
    }
    return true;
  }

  /// Half of a surrogate pair becomes a question mark in UTF-8: two names would have one key.
  private static boolean isUnsafe(int point) {
    return point == '\\'
        || Character.isISOControl(point)
        || Character.getType(point) == Character.SURROGATE;
  }
}
