package dev.slipway.ipa;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Reads the top dictionary of a property list, binary or XML.
///
/// Own code instead of dd-plist, because that library takes a length in a binary list at its word
/// (a 60-byte file exhausts the heap), drops entities silently, and overflows the stack on nested
/// text lists (measured with 1.28). Values below the top level stay unread, so neither cycles nor
/// depth can matter.
final class PropertyListReader {
  /// Key and value text together, counted as often as it is referred to.
  static final int MAX_TEXT_LENGTH = 1 << 20;

  private PropertyListReader() {}

  /// @param bytes at most [ArchivedEntry#MAX_SIZE_BYTES]
  static Map<String, PlistValue> topDictionary(byte[] bytes) throws IpaUnreadableException {
    if (startsWith(bytes, "bplist0")) {
      return new BinaryPropertyList(bytes).topDictionary();
    }
    return XmlPropertyList.topDictionary(bytes);
  }

  static IpaUnreadableException unreadable(String why) {
    return new IpaUnreadableException(IpaFault.INFO_PLIST_UNREADABLE, why);
  }

  private static boolean startsWith(byte[] bytes, String magic) {
    byte[] start = magic.getBytes(StandardCharsets.US_ASCII);
    return bytes.length >= start.length
        && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }
}
