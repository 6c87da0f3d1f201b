package dev.slipway.drops.plist;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.zip.ArchivedEntry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/// Reads the top dictionary of a property list, binary or XML.
///
/// Own code instead of dd-plist, because that library takes a length in a binary list at its word
/// (a 60-byte file exhausts the heap), drops entities silently, and overflows the stack on nested
/// text lists (measured with 1.28). Dictionaries below the top level stay unread but for those that
/// the caller names, and these to a fixed depth, so neither cycles nor depth can matter.
public final class PropertyListReader {
  /// Key and value text together, counted as often as it is referred to.
  static final int MAX_TEXT_LENGTH = 1 << 20;

  /// How deep a dictionary is opened that the caller names: it, and the dictionaries in it.
  static final int OPENED_DEPTH = 2;

  private PropertyListReader() {}

  /// Reads the dictionary at the top of a property list, in whichever of Apple's two forms it is.
  ///
  /// @param bytes at most [ArchivedEntry#MAX_SIZE_BYTES]
  /// @param opened keys whose value is opened where it is a dictionary
  public static Map<String, PlistValue> topDictionary(byte[] bytes, Set<String> opened)
      throws IpaUnreadableException {
    if (startsWith(bytes, "bplist0")) {
      return new BinaryPropertyList(bytes).topDictionary(opened);
    }
    return XmlPropertyList.topDictionary(bytes, opened);
  }

  public static IpaUnreadableException unreadable(String why) {
    return new IpaUnreadableException(Reason.INFO_PLIST_UNREADABLE, why);
  }

  private static boolean startsWith(byte[] bytes, String magic) {
    byte[] start = magic.getBytes(StandardCharsets.US_ASCII);
    return bytes.length >= start.length
        && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }
}
