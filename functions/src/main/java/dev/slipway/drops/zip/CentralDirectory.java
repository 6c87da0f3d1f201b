package dev.slipway.drops.zip;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The central directory of a zip archive, read once and indexed by name.
public final class CentralDirectory {
  static final int HEADER_SIZE_BYTES = 46;
  private static final int HEADER_SIGNATURE = 0x02014b50;
  private static final int ENCRYPTION_FLAGS = 1 | 1 << 6 | 1 << 13;
  private static final int ZIP64_EXTRA_ID = 1;

  /// Leaves space in the budget for the tail and the entry.
  private static final int MAX_SIZE_BYTES = 3584 << 10;

  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);

  private final EndOfCentralDirectory end;
  private final LittleEndian bytes;

  /// The offset of each name's header.
  private final Map<String, Integer> headers = new HashMap<>();

  private final Set<String> appFolders = new TreeSet<>();

  private CentralDirectory(EndOfCentralDirectory end, LittleEndian bytes) {
    this.end = end;
    this.bytes = bytes;
  }

  /// Reads the central directory that the end of the archive points to.
  public static CentralDirectory read(RangeWindow window)
      throws IOException, IpaUnreadableException {
    List<EndOfCentralDirectory> candidates = EndOfCentralDirectory.candidates(window);
    IpaUnreadableException first = null;
    for (EndOfCentralDirectory candidate : candidates) {
      try {
        boolean alone = candidates.size() == 1;
        if (alone || startsWithHeader(window, candidate)) {
          return parse(window, candidate);
        }
      } catch (IpaUnreadableException e) {
        // Bytes in the comment may look like an end record; the real record comes later.
        if (e.reason() != Reason.DAMAGED) {
          throw e;
        }
        first = first == null ? e : first;
      }
    }
    throw first == null ? damaged() : first;
  }

  /// Returns the folder of the only app, `Payload/Name.app`, byte for byte as ISO 8859-1.
  public String appFolder() throws IpaUnreadableException {
    return switch (appFolders.size()) {
      case 0 -> throw new IpaUnreadableException(Reason.NO_APP);
      case 1 -> appFolders.iterator().next();
      default ->
          throw new IpaUnreadableException(
              Reason.SEVERAL_APPS,
              String.join(
                  ", ", appFolders.stream().limit(3).map(CentralDirectory::shown).toList()));
    };
  }

  /// Returns the names of all entries, each byte as ISO 8859-1, in no order.
  public Set<String> names() {
    return headers.keySet();
  }

  /// Returns the entry with this name, byte for byte as ISO 8859-1.
  public Optional<ArchivedEntry> entry(String name) throws IpaUnreadableException {
    Integer at = headers.get(name);
    if (at == null) {
      return Optional.empty();
    }
    var entry =
        new ArchivedEntry(
            name,
            bytes.u16(at + 8),
            bytes.u16(at + 10),
            bytes.i32(at + 16),
            bytes.u32(at + 20),
            bytes.u32(at + 24),
            bytes.u32(at + 42));
    int extraAt = at + HEADER_SIZE_BYTES + name.length();
    return Optional.of(withZip64(entry, bytes, extraAt, bytes.u16(at + 30)));
  }

  /// Returns the uncompressed size in an entry's header; never fails and is never negative.
  public long unpackedSizeBytes(String name) {
    int at = headers.getOrDefault(name, -1);
    if (at < 0) {
      return 0;
    }
    long size = bytes.u32(at + 24);
    if (size != EndOfCentralDirectory.SATURATED_32) {
      return size;
    }
    int extraAt = at + HEADER_SIZE_BYTES + bytes.u16(at + 28);
    return extraField(bytes, extraAt, bytes.u16(at + 30), ZIP64_EXTRA_ID)
        .filter(zip64 -> zip64.length() >= 8)
        .map(zip64 -> zip64.i64(0))
        .filter(wide -> wide >= 0)
        .orElse(size);
  }

  long startOffset() {
    return end.directoryStart();
  }

  /// Returns the possible offsets of an entry's local header. There is more than one only in
  /// archives above 4 GiB written without zip64, as some macOS tools do: their offsets lost the
  /// upper bits.
  long[] localHeaderOffsets(ArchivedEntry entry) {
    long shift = end.shiftBytes();
    long step = 1L << 32;
    if (end.zip64() || shift == 0 || shift % step != 0) {
      return new long[] {entry.localHeaderOffset() + shift};
    }
    long[] offsets = new long[(int) Math.min(shift / step, 4) + 1];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = entry.localHeaderOffset() + i * step;
    }
    return offsets;
  }

  /// Returns a name for people: as UTF-8 when it is valid UTF-8, shortened, without control
  /// characters.
  public static String shown(String latin1Name) {
    byte[] bytes = latin1Name.getBytes(StandardCharsets.ISO_8859_1);
    String utf8 = new String(bytes, StandardCharsets.UTF_8);
    String text = utf8.indexOf('\uFFFD') < 0 ? utf8 : latin1Name;
    String clean = text.replaceAll("\\p{C}", "?");
    return clean.length() > 120 ? clean.substring(0, 120) + "…" : clean;
  }

  private static boolean startsWithHeader(RangeWindow window, EndOfCentralDirectory end)
      throws IOException, IpaUnreadableException {
    return new LittleEndian(window.bytes(end.directoryStart(), 4)).i32(0) == HEADER_SIGNATURE;
  }

  private static CentralDirectory parse(RangeWindow window, EndOfCentralDirectory end)
      throws IOException, IpaUnreadableException {
    if (end.directorySizeBytes() > MAX_SIZE_BYTES) {
      throw new IpaUnreadableException(Reason.DIRECTORY_TOO_LARGE);
    }
    var bytes =
        new LittleEndian(window.bytes(end.directoryStart(), (int) end.directorySizeBytes()));
    var directory = new CentralDirectory(end, bytes);
    int at = 0;
    long count = 0;
    while (at < bytes.length()) {
      if (at > bytes.length() - HEADER_SIZE_BYTES || bytes.i32(at) != HEADER_SIGNATURE) {
        throw damaged();
      }
      int nameLength = bytes.u16(at + 28);
      int length = HEADER_SIZE_BYTES + nameLength + bytes.u16(at + 30) + bytes.u16(at + 32);
      if (length > bytes.length() - at) {
        throw damaged();
      }
      directory.add(at, nameLength);
      at += length;
      count++;
    }
    // Without zip64 the record has only the lower 16 bits of the count, which may overflow.
    if (end.zip64() ? count != end.entryCount() : (count & 0xFFFF) != end.entryCount()) {
      throw damaged();
    }
    return directory;
  }

  private void add(int at, int nameLength) throws IpaUnreadableException {
    byte[] nameBytes = bytes.slice(at + HEADER_SIZE_BYTES, nameLength);
    // One character per byte: names are equal exactly when their bytes are, in any encoding.
    String name = new String(nameBytes, StandardCharsets.ISO_8859_1);
    if (unsafe(name)) {
      throw new IpaUnreadableException(Reason.UNSAFE_NAME, shown(name));
    }
    int flags = bytes.u16(at + 8);
    if ((flags & ENCRYPTION_FLAGS) != 0) {
      throw new IpaUnreadableException(Reason.ENCRYPTED_ENTRY, shown(name));
    }
    // Some tools list a folder twice, which is harmless.
    if (headers.put(name, at) != null && !name.endsWith("/")) {
      throw new IpaUnreadableException(Reason.DUPLICATE_NAME, shown(name));
    }
    appFolderOf(name).ifPresent(appFolders::add);
  }

  private static ArchivedEntry withZip64(
      ArchivedEntry entry, LittleEndian bytes, int extraAt, int extraLength)
      throws IpaUnreadableException {
    if (entry.sizeBytes() != EndOfCentralDirectory.SATURATED_32
        && entry.packedSizeBytes() != EndOfCentralDirectory.SATURATED_32
        && entry.localHeaderOffset() != EndOfCentralDirectory.SATURATED_32) {
      return entry;
    }
    Optional<LittleEndian> zip64 = extraField(bytes, extraAt, extraLength, ZIP64_EXTRA_ID);
    if (zip64.isEmpty()) {
      throw damaged();
    }
    var values = new Zip64Values(zip64.get());
    long size = values.widen(entry.sizeBytes());
    long packedSize = values.widen(entry.packedSizeBytes());
    return new ArchivedEntry(
        entry.name(),
        entry.flags(),
        entry.method(),
        entry.crc32(),
        packedSize,
        size,
        values.widen(entry.localHeaderOffset()));
  }

  /// Returns the content of the first extra field with this id; a field beyond the end is ignored.
  static Optional<LittleEndian> extraField(LittleEndian bytes, int at, int length, int id) {
    int end = at + length;
    int field = at;
    while (field <= end - 4) {
      int size = bytes.u16(field + 2);
      if (size > end - field - 4) {
        return Optional.empty();
      }
      if (bytes.u16(field) == id) {
        return Optional.of(new LittleEndian(bytes.slice(field + 4, size)));
      }
      field += 4 + size;
    }
    return Optional.empty();
  }

  private static Optional<String> appFolderOf(String name) {
    if (!name.startsWith("Payload/") || name.startsWith("Payload/._")) {
      return Optional.empty();
    }
    int end = name.indexOf('/', "Payload/".length());
    if (end < 0 || !name.startsWith(".app", end - 4) || end == "Payload/.app".length()) {
      return Optional.empty();
    }
    return Optional.of(name.substring(0, end));
  }

  private static boolean unsafe(String name) {
    return name.isEmpty()
        || name.startsWith("/")
        || name.indexOf('\\') >= 0
        || name.indexOf('\0') >= 0
        || name.equals("..")
        || name.startsWith("../")
        || name.endsWith("/..")
        || name.contains("/../")
        || DRIVE.matcher(name).matches();
  }

  private static IpaUnreadableException damaged() {
    return new IpaUnreadableException(
        Reason.DAMAGED, "its central directory does not match the end of the archive");
  }
}
