package dev.slipway.drops.plist;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.zip.ArchivedEntry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the top dictionary of a property list, binary or XML.
///
/// Slipway does not use dd-plist, because that library trusts the lengths in a binary list (a
/// 60-byte file exhausts the heap), drops entities silently, and overflows the stack on nested text
/// lists (measured with 1.28). This reader opens dictionaries below the top level only when the
/// caller names them, and only to a fixed depth, so cycles and deep nesting do no harm.
public final class PropertyListReader {
  /// The limit of all key and value text together; a text counts each time it is referenced.
  static final int MAX_TEXT_LENGTH = 1 << 20;

  /// How deep a dictionary that the caller names is opened: itself, and the dictionaries in it.
  static final int OPENED_DEPTH = 2;

  private PropertyListReader() {}

  /// Reads the dictionary at the top of a property list in either of Apple's two forms.
  ///
  /// @param bytes at most [ArchivedEntry#MAX_SIZE_BYTES]
  /// @param opened the keys whose value is opened when it is a dictionary
  public static PropertyList read(byte[] bytes, Set<String> opened) throws IpaUnreadableException {
    return startsWith(bytes, "bplist0")
        ? new BinaryPropertyList(bytes).read(opened)
        : XmlPropertyList.read(bytes, opened);
  }

  /// Reads the same dictionary, in which no key may be repeated.
  public static Map<String, PlistValue> topDictionary(byte[] bytes, Set<String> opened)
      throws IpaUnreadableException {
    PropertyList list = read(bytes, opened);
    Optional<String> repetition = list.repetition();
    if (repetition.isPresent()) {
      throw unreadable(repetition.get());
    }
    return list.entries();
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
