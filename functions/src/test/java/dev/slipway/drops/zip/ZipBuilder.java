package dev.slipway.drops.zip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Writes zip archives byte by byte, also ones that contradict themselves.
public final class ZipBuilder {
  /// One entry; every field may be set to a lie before [ZipBuilder#build()].
  public static final class Entry {
    public final byte[] name;
    public byte[] localName;
    public final byte[] content;
    public boolean deflated = true;
    public boolean dataDescriptor;
    public boolean zip64;
    public int flags;
    public int method = -1;
    public int localMethod = -1;
    public long size = -1;
    public long localSize = -1;
    public int crcXor;
    public int localExtraBytes;

    /// Replaces checksum, packed size and size in the local header.
    public @Nullable UnaryOperator<long[]> localNumbers;

    /// Replaces the extra fields of the local header.
    public byte @Nullable [] localExtra;

    /// Flags that the two headers do not share.
    public int unsharedFlags;

    public boolean descriptorUnsigned;

    Entry(String name, byte[] content) {
      this.name = name.getBytes(StandardCharsets.UTF_8);
      this.localName = this.name;
      this.content = content;
    }

    public Entry stored() {
      deflated = false;
      return this;
    }

    public Entry withDataDescriptor() {
      dataDescriptor = true;
      return this;
    }

    public Entry withZip64() {
      zip64 = true;
      return this;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  public byte[] prefix = {};
  public boolean offsetsCountPrefix;
  public byte[] comment = {};
  public boolean zip64End;
  public boolean offsetSaturated;
  public int countLie;
  public int disk;

  public Entry add(String name, byte[] content) {
    return add(new Entry(name, content));
  }

  public Entry add(Entry entry) {
    entries.add(entry);
    return entry;
  }

  public Entry add(String name, String content) {
    return add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  public byte[] build() {
    out.reset();
    out.writeBytes(prefix);
    int base = offsetsCountPrefix ? 0 : prefix.length;
    var directory = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      int offset = out.size() - base;
      byte[] packed = entry.deflated ? deflate(entry.content) : entry.content;
      var crc32 = new CRC32();
      crc32.update(entry.content);
      int crc = (int) crc32.getValue() ^ entry.crcXor;
      int method = entry.method >= 0 ? entry.method : entry.deflated ? 8 : 0;
      int flags = entry.flags | (entry.dataDescriptor ? 8 : 0);
      long size = entry.size >= 0 ? entry.size : entry.content.length;
      long localSize = entry.localSize >= 0 ? entry.localSize : size;
      boolean zeros = entry.dataDescriptor;
      byte[] localExtra =
          entry.localExtra != null
              ? entry.localExtra
              : extra(entry.zip64 && !zeros, localSize, packed.length, -1);
      long[] numbers =
          zeros
              ? new long[3]
              : new long[] {
                crc,
                entry.zip64 ? 0xFFFFFFFFL : packed.length,
                entry.zip64 ? 0xFFFFFFFFL : localSize
              };
      if (entry.localNumbers != null) {
        numbers = entry.localNumbers.apply(new long[] {crc, packed.length, size});
      }
      u32(out, 0x04034b50L);
      u16(out, entry.zip64 ? 45 : 20);
      u16(out, flags ^ entry.unsharedFlags);
      u16(out, entry.localMethod >= 0 ? entry.localMethod : method);
      u32(out, 0);
      u32(out, numbers[0]);
      u32(out, numbers[1]);
      u32(out, numbers[2]);
      u16(out, entry.localName.length);
      int padding = entry.localExtraBytes == 0 ? 0 : entry.localExtraBytes + 4;
      u16(out, localExtra.length + padding);
      out.writeBytes(entry.localName);
      out.writeBytes(localExtra);
      if (padding > 0) {
        u16(out, 0xCAFE);
        u16(out, entry.localExtraBytes);
        out.writeBytes(new byte[entry.localExtraBytes]);
      }
      out.writeBytes(packed);
      if (zeros) {
        if (!entry.descriptorUnsigned) {
          u32(out, 0x08074b50L);
        }
        u32(out, crc);
        u32(out, packed.length);
        u32(out, size);
      }
      byte[] extra = extra(entry.zip64, size, packed.length, offset);
      u32(directory, 0x02014b50L);
      u16(directory, 0x0314);
      u16(directory, entry.zip64 ? 45 : 20);
      u16(directory, flags);
      u16(directory, method);
      u32(directory, 0);
      u32(directory, crc);
      u32(directory, entry.zip64 ? 0xFFFFFFFFL : packed.length);
      u32(directory, entry.zip64 ? 0xFFFFFFFFL : size);
      u16(directory, entry.name.length);
      u16(directory, extra.length);
      u16(directory, 0);
      u16(directory, 0);
      u16(directory, 0);
      u32(directory, 0);
      u32(directory, entry.zip64 ? 0xFFFFFFFFL : offset);
      directory.writeBytes(entry.name);
      directory.writeBytes(extra);
    }
    int directoryOffset = out.size() - base;
    out.writeBytes(directory.toByteArray());
    int count = entries.size() + countLie;
    if (zip64End) {
      int recordOffset = out.size() - base;
      u32(out, 0x06064b50L);
      u64(out, 44);
      u16(out, 45);
      u16(out, 45);
      u32(out, 0);
      u32(out, 0);
      u64(out, count);
      u64(out, count);
      u64(out, directory.size());
      u64(out, directoryOffset);
      u32(out, 0x07064b50L);
      u32(out, 0);
      u64(out, recordOffset);
      u32(out, 1);
    }
    u32(out, 0x06054b50L);
    u16(out, disk);
    u16(out, 0);
    u16(out, zip64End ? 0xFFFF : count);
    u16(out, zip64End ? 0xFFFF : count);
    u32(out, zip64End ? 0xFFFFFFFFL : directory.size());
    u32(out, zip64End || offsetSaturated ? 0xFFFFFFFFL : directoryOffset);
    u16(out, comment.length);
    out.writeBytes(comment);
    return out.toByteArray();
  }

  private static byte[] extra(boolean zip64, long size, long packedSize, long offset) {
    if (!zip64) {
      return new byte[0];
    }
    var extra = new ByteArrayOutputStream();
    // Something else first: readers must look for the field, not expect it in front.
    u16(extra, 0x5455);
    u16(extra, 1);
    extra.write(0);
    u16(extra, 1);
    u16(extra, offset < 0 ? 16 : 24);
    u64(extra, size);
    u64(extra, packedSize);
    if (offset >= 0) {
      u64(extra, offset);
    }
    return extra.toByteArray();
  }

  private static byte[] deflate(byte[] content) {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(content);
    deflater.finish();
    var packed = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    while (!deflater.finished()) {
      packed.write(chunk, 0, deflater.deflate(chunk));
    }
    deflater.end();
    return packed.toByteArray();
  }

  public static void u16(ByteArrayOutputStream out, long value) {
    out.write((int) value);
    out.write((int) (value >> 8));
  }

  public static void u32(ByteArrayOutputStream out, long value) {
    u16(out, value);
    u16(out, value >> 16);
  }

  public static void u64(ByteArrayOutputStream out, long value) {
    u32(out, value);
    u32(out, value >> 32);
  }
}
