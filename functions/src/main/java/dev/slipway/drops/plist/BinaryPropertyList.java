package dev.slipway.drops.plist;

import dev.slipway.drops.IpaUnreadableException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Reads a binary property list (`bplist00`): objects, a table of their offsets, a trailer of 32
/// bytes (layout: Apple's CoreFoundation, CFBinaryPList.c). Checks every number in it against the
/// size of the list before using it. Not thread-safe.
final class BinaryPropertyList {
  private static final int TRAILER_SIZE_BYTES = 32;
  private static final int HEADER_SIZE_BYTES = 8;

  /// The reference date of CoreFoundation (CFDate, kCFAbsoluteTimeIntervalSince1970).
  private static final Instant TIME_ZERO = Instant.parse("2001-01-01T00:00:00Z");

  private static final long MAX_SECONDS = Duration.ofDays(365 * 5000L).toSeconds();

  /// How much of the text budget an entry of an opened dictionary takes in addition to its text: an
  /// entry may take two bytes of the list and a hundred bytes of memory.
  private static final int ENTRY_COST = 16;

  private final byte[] bytes;
  private final int offsetSize;
  private final int referenceSize;
  private final int objectCount;
  private final int topObject;
  private final int tableAt;
  private final RepeatedKeys keys = new RepeatedKeys();
  private int textBudget = PropertyListReader.MAX_TEXT_LENGTH;

  BinaryPropertyList(byte[] bytes) throws IpaUnreadableException {
    this.bytes = bytes;
    int trailer = bytes.length - TRAILER_SIZE_BYTES;
    if (trailer < HEADER_SIZE_BYTES) {
      throw broken();
    }
    this.offsetSize = bytes[trailer + 6];
    this.referenceSize = bytes[trailer + 7];
    if (offsetSize < 1 || offsetSize > 8 || referenceSize < 1 || referenceSize > 8) {
      throw broken();
    }
    this.objectCount = within(number(trailer + 8, 8), 1, trailer);
    this.topObject = within(number(trailer + 16, 8), 0, objectCount - 1);
    this.tableAt = within(number(trailer + 24, 8), HEADER_SIZE_BYTES, trailer);
    if ((long) objectCount * offsetSize > trailer - tableAt) {
      throw broken();
    }
  }

  PropertyList read(Set<String> opened) throws IpaUnreadableException {
    int at = offsetOf(topObject);
    if (type(at) != 0xD) {
      throw PropertyListReader.unreadable("its top element is not a dictionary");
    }
    Map<String, PlistValue> entries =
        dictionary(
            extent(at, 2 * referenceSize),
            key -> opened.contains(key) ? PropertyListReader.OPENED_DEPTH : 0);
    return new PropertyList(entries, keys.paths());
  }

  /// @param opens how deep to open the value of a key
  private Map<String, PlistValue> dictionary(Extent extent, ToIntFunction<String> opens)
      throws IpaUnreadableException {
    var entries = new LinkedHashMap<String, PlistValue>();
    for (int i = 0; i < extent.count; i++) {
      int keyAt = offsetOf(reference(extent.start + i * referenceSize));
      int valueAt = offsetOf(reference(extent.start + (extent.count + i) * referenceSize));
      if (!(value(keyAt, false, 0) instanceof PlistValue.Text(String key))) {
        throw PropertyListReader.unreadable("a key is not a string");
      }
      keys.enter(key);
      PlistValue before = entries.put(key, value(valueAt, true, opens.applyAsInt(key)));
      keys.leave(before != null);
    }
    return entries;
  }

  private PlistValue value(int at, boolean lists, int depth) throws IpaUnreadableException {
    return switch (type(at)) {
      case 0x0 ->
          switch (bytes[at]) {
            case 0x08 -> new PlistValue.Truth(false);
            case 0x09 -> new PlistValue.Truth(true);
            default -> PlistValue.Opaque.OPAQUE;
          };
      case 0x1 -> wholeNumber(at);
      case 0x3 -> moment(at);
      case 0x5 -> text(extent(at, 1), 1, StandardCharsets.ISO_8859_1);
      case 0x6 -> text(extent(at, 2), 2, StandardCharsets.UTF_16BE);
      case 0xA -> lists ? sequence(extent(at, referenceSize)) : PlistValue.Opaque.OPAQUE;
      case 0xD -> depth > 0 ? opened(at, depth) : PlistValue.Opaque.OPAQUE;
      default -> PlistValue.Opaque.OPAQUE;
    };
  }

  private PlistValue wholeNumber(int at) throws IpaUnreadableException {
    int power = bytes[at] & 0xF;
    if (power > 3) {
      return PlistValue.Opaque.OPAQUE;
    }
    return new PlistValue.WholeNumber(number(at + 1, 1 << power));
  }

  private PlistValue moment(int at) throws IpaUnreadableException {
    double seconds = Double.longBitsToDouble(number(at + 1, 8));
    if (bytes[at] != 0x33 || !(Math.abs(seconds) <= MAX_SECONDS)) {
      return PlistValue.Opaque.OPAQUE;
    }
    return new PlistValue.Moment(TIME_ZERO.plusSeconds((long) seconds));
  }

  private PlistValue opened(int at, int depth) throws IpaUnreadableException {
    Extent extent = extent(at, 2 * referenceSize);
    if (extent.count > textBudget / ENTRY_COST) {
      throw broken();
    }
    textBudget -= extent.count * ENTRY_COST;
    return new PlistValue.Dictionary(dictionary(extent, _ -> depth - 1));
  }

  private PlistValue text(Extent extent, int unitSize, Charset charset)
      throws IpaUnreadableException {
    textBudget -= extent.count;
    if (textBudget < 0) {
      throw broken();
    }
    return new PlistValue.Text(new String(bytes, extent.start, extent.count * unitSize, charset));
  }

  private PlistValue sequence(Extent extent) throws IpaUnreadableException {
    textBudget -= extent.count;
    if (textBudget < 0) {
      throw broken();
    }
    List<PlistValue> items = new ArrayList<>(extent.count);
    for (int i = 0; i < extent.count; i++) {
      items.add(value(offsetOf(reference(extent.start + i * referenceSize)), false, 0));
    }
    return new PlistValue.Sequence(items);
  }

  /// The start of an object's content and its number of units; it ends before the table.
  private record Extent(int start, int count) {}

  private Extent extent(int at, int unitSize) throws IpaUnreadableException {
    int start = at + 1;
    long count = bytes[at] & 0xF;
    if (count == 0xF) {
      if (start >= tableAt || type(start) != 0x1 || (bytes[start] & 0xF) > 3) {
        throw broken();
      }
      int size = 1 << (bytes[start] & 0xF);
      count = number(start + 1, size);
      start += 1 + size;
    }
    if (count < 0 || count > (tableAt - start) / unitSize) {
      throw broken();
    }
    return new Extent(start, (int) count);
  }

  private int type(int at) {
    return (bytes[at] & 0xF0) >> 4;
  }

  private int reference(int at) throws IpaUnreadableException {
    return within(number(at, referenceSize), 0, objectCount - 1);
  }

  private int offsetOf(int object) throws IpaUnreadableException {
    return within(
        number(tableAt + object * offsetSize, offsetSize), HEADER_SIZE_BYTES, tableAt - 1);
  }

  /// Reads a big-endian number; sizes below eight are unsigned (CFBinaryPList.c), as offsets are.
  private long number(int at, int size) throws IpaUnreadableException {
    if (at + size > bytes.length) {
      throw broken();
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = (value << 8) | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  private static int within(long value, int least, int most) throws IpaUnreadableException {
    if (value < least || value > most) {
      throw broken();
    }
    return (int) value;
  }

  private static IpaUnreadableException broken() {
    return PropertyListReader.unreadable("its binary form is malformed");
  }
}
