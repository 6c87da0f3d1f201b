package dev.slipway.drops.zip;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// One file of the archive as the central directory describes it; reads its content.
///
/// @param name the name as the archive writes it, each byte as ISO 8859-1; it may differ from the
///   name under which [CentralDirectory#entry] finds the entry
public record ArchivedEntry(
    String name,
    int flags,
    int method,
    int crc32,
    long packedSizeBytes,
    long sizeBytes,
    long localHeaderOffset) {
  static final int LOCAL_SIGNATURE = 0x04034b50;
  static final int MAX_SIZE_BYTES = 512 << 10;
  private static final int LOCAL_SIZE_BYTES = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int SIZES_FOLLOW_FLAG = 1 << 3;

  /// The local header's extra field may differ in length from the central directory's; reading this
  /// much in advance makes one read enough for real archives.
  private static final int EXTRA_ALLOWANCE_BYTES = 512;

  /// Reads, decompresses and verifies the content; never more than [#MAX_SIZE_BYTES].
  public byte[] content(RangeWindow window, CentralDirectory directory)
      throws IOException, IpaUnreadableException {
    checkMethod();
    if (sizeBytes > MAX_SIZE_BYTES || packedSizeBytes > MAX_SIZE_BYTES + 1024) {
      throw new IpaUnreadableException(Reason.INFO_PLIST_TOO_LARGE);
    }
    byte[] packed = packed(window, directory, (int) packedSizeBytes);
    byte[] content = method == STORED ? packed : inflate(packed);
    if (content.length != sizeBytes) {
      throw damaged("its size differs from the size in the central directory");
    }
    var crc = new CRC32();
    crc.update(content);
    if ((int) crc.getValue() != crc32) {
      throw damaged("its checksum does not match");
    }
    return content;
  }

  /// Reads and decompresses the first `length` bytes without verifying them; fewer only when the
  /// content is shorter, or compression made it longer.
  public byte[] head(RangeWindow window, CentralDirectory directory, int length)
      throws IOException, IpaUnreadableException {
    checkMethod();
    byte[] packed = packed(window, directory, (int) Math.min(packedSizeBytes, length));
    return method == STORED ? packed : inflateHead(packed, length);
  }

  private void checkMethod() throws IpaUnreadableException {
    if (method != STORED && method != DEFLATED) {
      throw new IpaUnreadableException(
          Reason.UNSUPPORTED_COMPRESSION, CentralDirectory.shown(name));
    }
  }

  /// Returns the first `length` bytes as stored in the archive; at most [#packedSizeBytes].
  private byte[] packed(RangeWindow window, CentralDirectory directory, int length)
      throws IOException, IpaUnreadableException {
    int headerLength = LOCAL_SIZE_BYTES + name.length();
    for (long offset : directory.localHeaderOffsets(this)) {
      long available = directory.startOffset() - offset;
      if (offset < 0 || packedSizeBytes > available - headerLength) {
        continue;
      }
      int wanted = (int) Math.min(available, headerLength + EXTRA_ALLOWANCE_BYTES + (long) length);
      var bytes = new LittleEndian(window.bytes(offset, wanted));
      if (bytes.i32(0) != LOCAL_SIGNATURE) {
        continue;
      }
      int nameLength = bytes.u16(26);
      if (nameLength != name.length()
          || !name.equals(
              new String(bytes.slice(LOCAL_SIZE_BYTES, nameLength), StandardCharsets.ISO_8859_1))) {
        throw disagree();
      }
      int extraLength = bytes.u16(28);
      if (packedSizeBytes > available - headerLength - extraLength) {
        throw disagree();
      }
      int dataAt = headerLength + extraLength;
      if (dataAt + length > wanted) {
        bytes = new LittleEndian(window.bytes(offset, dataAt + length));
      }
      checkAgainst(bytes, headerLength, extraLength);
      return bytes.slice(dataAt, length);
    }
    throw disagree();
  }

  private void checkAgainst(LittleEndian local, int extraAt, int extraLength)
      throws IpaUnreadableException {
    int localFlags = local.u16(6);
    if (local.u16(8) != method || (localFlags & 1) != 0) {
      throw disagree();
    }
    boolean follow = ((localFlags | flags) & SIZES_FOLLOW_FLAG) != 0;
    int localCrc = local.i32(14);
    long localPacked = local.u32(18);
    long localSize = local.u32(22);
    LittleEndian zip64 =
        new ExtraFields(local, extraAt, extraLength)
            .zip64()
            .orElseGet(() -> new LittleEndian(new byte[0]));
    // A local header has both sizes in its zip64 field, or the only one that is saturated.
    int packedAt = zip64.length() >= 16 || localSize == EndOfCentralDirectory.SATURATED_32 ? 8 : 0;
    if (!(localCrc == crc32 || (follow && localCrc == 0))
        || !agrees(localSize, sizeBytes, zip64, 0, follow)
        || !agrees(localPacked, packedSizeBytes, zip64, packedAt, follow)) {
      throw disagree();
    }
  }

  /// Returns whether a size in the local header is that of the central directory. If the size
  /// follows the content, it may be unknown here. A tool that writes to a pipe then leaves zero in
  /// each field that it does not know yet: Info-ZIP knows the size of a file but neither its packed
  /// size nor its checksum. Others write an empty zip64 field, or ones (sharpcompress#88,
  /// libarchive#1834, SharpZipLib#475). The central directory, which was written last, decides.
  private static boolean agrees(long local, long size, LittleEndian zip64, int at, boolean follow) {
    if (local != EndOfCentralDirectory.SATURATED_32) {
      return local == size || (follow && local == 0);
    }
    if (zip64.length() < at + 8) {
      return follow || local == size;
    }
    long wide = zip64.i64(at);
    return wide == size || (follow && (wide == 0 || wide == -1));
  }

  private byte[] inflate(byte[] packed) throws IpaUnreadableException {
    var inflater = new Inflater(true);
    try {
      // A raw stream needs one extra byte at its end (Inflater, constructor with nowrap).
      byte[] input = Arrays.copyOf(packed, packed.length + 1);
      inflater.setInput(input);
      var output = new ByteArrayOutputStream((int) sizeBytes);
      byte[] chunk = new byte[8 << 10];
      while (!inflater.finished()) {
        int count = inflater.inflate(chunk);
        if (count == 0 && !inflater.finished()) {
          throw damaged("it is incomplete");
        }
        output.write(chunk, 0, count);
        if (output.size() > MAX_SIZE_BYTES) {
          throw new IpaUnreadableException(Reason.INFO_PLIST_TOO_LARGE);
        }
      }
      return output.toByteArray();
    } catch (DataFormatException e) {
      throw damaged("it cannot be decompressed");
    } finally {
      inflater.end();
    }
  }

  private byte[] inflateHead(byte[] packed, int length) throws IpaUnreadableException {
    var inflater = new Inflater(true);
    try {
      // Only the end of a raw stream needs the extra byte; in the middle it would become content.
      int padding = packed.length == packedSizeBytes ? 1 : 0;
      inflater.setInput(Arrays.copyOf(packed, packed.length + padding));
      byte[] head = new byte[length];
      int filled = 0;
      int count = 1;
      while (filled < length && count > 0) {
        count = inflater.inflate(head, filled, length - filled);
        filled += count;
      }
      return Arrays.copyOf(head, filled);
    } catch (DataFormatException e) {
      throw new IpaUnreadableException(Reason.DAMAGED, "it cannot be decompressed");
    } finally {
      inflater.end();
    }
  }

  private IpaUnreadableException disagree() {
    return new IpaUnreadableException(Reason.HEADERS_DISAGREE, CentralDirectory.shown(name));
  }

  private static IpaUnreadableException damaged(String how) {
    return new IpaUnreadableException(Reason.INFO_PLIST_DAMAGED, how);
  }
}
