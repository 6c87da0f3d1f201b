package dev.slipway.drops.zip;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The central directory of a zip archive: which entries it has, and where those are that were
/// kept.
///
/// It is read in pieces, and holds a hash of each name and the entries that an [EntrySelection]
/// keeps, so that a large archive takes little memory. Names are given byte for byte as ISO 8859-1,
/// without the parts of a path that mean nothing (`./`). Thread-safe.
public final class CentralDirectory {
  /// Some 250,000 files with the names that web content and frameworks have.
  public static final int MAX_SIZE_BYTES = 48 << 20;

  /// How many entries are kept at most, whatever the selection asks for.
  static final int MAX_KEPT = 10_000;

  /// The longest path on Apple's systems (sys/syslimits.h, PATH_MAX); a longer name is not kept.
  static final int MAX_KEPT_NAME_LENGTH = 1024;

  private static final int ENCRYPTION_FLAGS = 1 | 1 << 6 | 1 << 13;
  private static final int SHOWN_APPS = 3;
  private static final String PAYLOAD = "Payload/";
  private static final String APP = ".app";

  private final EndOfCentralDirectory end;
  private final NameHashes names = new NameHashes();
  private final Map<String, ArchivedEntry> kept = new HashMap<>();

  /// Names of kept entries whose zip64 values are missing or malformed.
  private final Set<String> damaged = new HashSet<>();

  /// The first names of app folders.
  private final TreeSet<String> appFolders = new TreeSet<>();

  private CentralDirectory(EndOfCentralDirectory end) {
    this.end = end;
  }

  /// A directory, and the selection that was asked for each of its entries.
  public record Reading<S extends EntrySelection>(CentralDirectory directory, S selection) {}

  /// Reads the central directory that the end of the archive points to.
  ///
  /// @param selections makes the selection; again, when what looked like the end of the archive was
  ///   not
  public static <S extends EntrySelection> Reading<S> read(
      RangeWindow window, Supplier<S> selections) throws IOException, IpaUnreadableException {
    List<EndOfCentralDirectory> candidates = EndOfCentralDirectory.candidates(window);
    IpaUnreadableException first = null;
    for (EndOfCentralDirectory candidate : candidates) {
      try {
        boolean alone = candidates.size() == 1;
        if (alone || startsWithHeader(window, candidate)) {
          S selection = selections.get();
          return new Reading<>(parse(window, candidate, selection), selection);
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

  /// Returns the folder of the only app, `Payload/Name.app`.
  public String appFolder() throws IpaUnreadableException {
    return switch (appFolders.size()) {
      case 0 -> throw new IpaUnreadableException(Reason.NO_APP);
      case 1 -> appFolders.getFirst();
      default ->
          throw new IpaUnreadableException(
              Reason.SEVERAL_APPS,
              String.join(", ", appFolders.stream().map(CentralDirectory::shown).toList()));
    };
  }

  /// Returns the names of the kept entries, in no order.
  public Set<String> names() {
    return Collections.unmodifiableSet(kept.keySet());
  }

  /// Returns whether the archive has an entry with this name, kept or not.
  public boolean contains(String name) {
    return names.contains(name);
  }

  /// Returns the kept entry with this name.
  public Optional<ArchivedEntry> entry(String name) throws IpaUnreadableException {
    if (damaged.contains(name)) {
      throw damaged();
    }
    return Optional.ofNullable(kept.get(name));
  }

  /// Returns where in an entry's name the path within an app's folder, `Payload/Name.app/`, begins;
  /// -1 when the entry is in no such folder.
  public static int pathInApp(String name) {
    if (!name.startsWith(PAYLOAD) || name.startsWith("._", PAYLOAD.length())) {
      return -1;
    }
    int slash = name.indexOf('/', PAYLOAD.length());
    return slash > PAYLOAD.length() + APP.length() && name.startsWith(APP, slash - APP.length())
        ? slash + 1
        : -1;
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
    return new LittleEndian(window.bytes(end.directoryStart(), 4)).i32(0)
        == DirectoryHeaders.SIGNATURE;
  }

  private static CentralDirectory parse(
      RangeWindow window, EndOfCentralDirectory end, EntrySelection selection)
      throws IOException, IpaUnreadableException {
    if (end.directorySizeBytes() > MAX_SIZE_BYTES) {
      throw new IpaUnreadableException(
          Reason.DIRECTORY_TOO_LARGE, mebibytes(end.directorySizeBytes()));
    }
    var directory = new CentralDirectory(end);
    var headers = new DirectoryHeaders(window, end, DirectoryHeaders.PIECE_SIZE_BYTES);
    long count = 0;
    while (headers.next()) {
      directory.add(headers, selection);
      count++;
    }
    // Without zip64 the record has only the lower 16 bits of the count, which may overflow.
    if (end.zip64() ? count != end.entryCount() : (count & 0xFFFF) != end.entryCount()) {
      throw damaged();
    }
    return directory;
  }

  private void add(DirectoryHeaders header, EntrySelection selection)
      throws IpaUnreadableException {
    String written = new String(header.name(), StandardCharsets.ISO_8859_1);
    String name = EntryName.normalised(written);
    if (EntryName.unsafe(written) || (!name.isEmpty() && EntryName.unsafe(name))) {
      throw new IpaUnreadableException(Reason.UNSAFE_NAME, shown(written));
    }
    if ((header.u16(8) & ENCRYPTION_FLAGS) != 0) {
      throw new IpaUnreadableException(Reason.ENCRYPTED_ENTRY, shown(written));
    }
    if (!names.add(name)) {
      // Some tools list a folder twice, which is harmless.
      if (name.isEmpty() || name.endsWith("/")) {
        return;
      }
      throw new IpaUnreadableException(Reason.DUPLICATE_NAME, shown(name));
    }
    int path = pathInApp(name);
    if (path >= 0
        && appFolders.add(name.substring(0, path - 1))
        && appFolders.size() > SHOWN_APPS) {
      appFolders.pollLast();
    }
    if (selection.keeps(name, unpackedSizeBytes(header))
        && name.length() <= MAX_KEPT_NAME_LENGTH
        && kept.size() < MAX_KEPT) {
      keep(name, written, header);
    }
  }

  private void keep(String name, String written, DirectoryHeaders header) {
    long size = header.u32(24);
    long packedSize = header.u32(20);
    long offset = header.u32(42);
    try {
      if (Math.max(size, Math.max(packedSize, offset)) == EndOfCentralDirectory.SATURATED_32) {
        var values = new Zip64Values(header.extra().zip64().orElseThrow(CentralDirectory::damaged));
        size = values.widen(size);
        packedSize = values.widen(packedSize);
        offset = values.widen(offset);
      }
    } catch (IpaUnreadableException e) {
      damaged.add(name);
    }
    kept.put(
        name,
        new ArchivedEntry(
            written, header.u16(8), header.u16(10), header.i32(16), packedSize, size, offset));
  }

  /// Returns the uncompressed size in a header; never fails.
  private static long unpackedSizeBytes(DirectoryHeaders header) {
    long size = header.u32(24);
    if (size != EndOfCentralDirectory.SATURATED_32) {
      return size;
    }
    return header
        .extra()
        .zip64()
        .filter(zip64 -> zip64.length() >= 8)
        .map(zip64 -> zip64.i64(0))
        .filter(wide -> wide >= 0)
        .orElse(size);
  }

  /// Returns a size with one decimal, rounded up, so that it never looks like the limit itself.
  private static String mebibytes(long sizeBytes) {
    long tenths = Math.ceilDiv(10 * sizeBytes, 1L << 20);
    return tenths / 10 + "." + tenths % 10 + " MiB";
  }

  static IpaUnreadableException damaged() {
    return new IpaUnreadableException(
        Reason.DAMAGED, "its central directory does not match the end of the archive");
  }
}
