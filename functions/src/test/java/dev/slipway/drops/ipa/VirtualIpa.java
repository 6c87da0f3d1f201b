package dev.slipway.drops.ipa;

import dev.slipway.drops.ipa.parts.MachOs;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.ZipBuilder;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;

/// An `.ipa` of any size that takes no space: the bytes of its bulk follow from their places. As
/// large archives are, it is zip64 and its bulk lies outside Payload (symbols), so that the app
/// itself keeps Apple's limit; Info.plist lies before the bulk, the binary behind it. The checksum
/// of the bulk is left at zero. The same size gives the same bytes in every JVM. Thread-safe.
public final class VirtualIpa {
  private static final String APP = "Payload/Sample.app/";
  private static final int OTHER_FILES = 1000;
  private static final byte[] PATTERN = pattern();

  private final byte[] head;
  private final long bulkEnd;
  private final byte[] tail;
  private final long infoPlistOffset;

  /// @param bulkBytes size of the one entry that makes it large
  public VirtualIpa(long bulkBytes) {
    var out = new ByteArrayOutputStream();
    var directory = new ByteArrayOutputStream();
    int count = 0;
    for (; count < OTHER_FILES; count++) {
      add(out, directory, 0, APP + "Assets/some-rather-long-folder-name/" + count + ".png", "x");
    }
    infoPlistOffset = out.size();
    add(out, directory, 0, APP + "Info.plist", Plists.binary(Plists.storeInfo("com.example.big")));
    directory(directory, "Symbols/bulk.symbols", 0, bulkBytes, out.size());
    local(out, "Symbols/bulk.symbols", 0, bulkBytes);
    head = out.toByteArray();
    bulkEnd = head.length + bulkBytes;
    out.reset();
    add(out, directory, bulkEnd, APP + "Sample", SampleArchive.machO(MachOs.of(MachOs.IOS)));
    end(out, directory, count + 3);
    tail = out.toByteArray();
  }

  /// Size of the whole archive.
  public long sizeBytes() {
    return bulkEnd + tail.length;
  }

  /// Where the local header of the app's Info.plist begins.
  public long infoPlistOffset() {
    return infoPlistOffset;
  }

  /// Copies the bytes from an offset.
  public void copy(long offset, byte[] target, int from, int length) {
    long position = offset;
    int to = from;
    int left = length;
    while (left > 0) {
      int copied;
      if (position < head.length) {
        copied = copy(head, (int) position, target, to, left);
      } else if (position < bulkEnd) {
        int most = (int) Math.min(left, bulkEnd - position);
        copied = copy(PATTERN, (int) (position % PATTERN.length), target, to, most);
      } else {
        copied = copy(tail, (int) (position - bulkEnd), target, to, left);
      }
      position += copied;
      to += copied;
      left -= copied;
    }
  }

  private static int copy(byte[] source, int offset, byte[] target, int to, int most) {
    int count = Math.min(most, source.length - offset);
    System.arraycopy(source, offset, target, to, count);
    return count;
  }

  /// Opens a range.
  public InputStream open(long offset, long length) {
    return new InputStream() {
      private long position = offset;

      @Override
      public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int from, int most) {
        int count = (int) Math.min(most, offset + length - position);
        if (count == 0 && most > 0) {
          return -1;
        }
        copy(position, buffer, from, count);
        position += count;
        return count;
      }
    };
  }

  private static void add(
      ByteArrayOutputStream out,
      ByteArrayOutputStream directory,
      long base,
      String name,
      String content) {
    add(out, directory, base, name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(
      ByteArrayOutputStream out,
      ByteArrayOutputStream directory,
      long base,
      String name,
      byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    directory(directory, name, (int) crc.getValue(), content.length, base + out.size());
    local(out, name, (int) crc.getValue(), content.length);
    out.writeBytes(content);
  }

  /// A stored entry with its sizes in a zip64 field.
  private static void local(ByteArrayOutputStream out, String name, int crc, long sizeBytes) {
    ZipBuilder.u32(out, 0x04034b50L);
    ZipBuilder.u16(out, 45);
    ZipBuilder.u16(out, 0);
    ZipBuilder.u16(out, 0);
    ZipBuilder.u32(out, 0);
    ZipBuilder.u32(out, crc);
    ZipBuilder.u32(out, 0xFFFFFFFFL);
    ZipBuilder.u32(out, 0xFFFFFFFFL);
    ZipBuilder.u16(out, name.length());
    ZipBuilder.u16(out, 20);
    out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    ZipBuilder.u16(out, 1);
    ZipBuilder.u16(out, 16);
    ZipBuilder.u64(out, sizeBytes);
    ZipBuilder.u64(out, sizeBytes);
  }

  private static void directory(
      ByteArrayOutputStream out, String name, int crc, long sizeBytes, long offset) {
    ZipBuilder.u32(out, 0x02014b50L);
    ZipBuilder.u16(out, 0x0314);
    ZipBuilder.u16(out, 45);
    ZipBuilder.u16(out, 0);
    ZipBuilder.u16(out, 0);
    ZipBuilder.u32(out, 0);
    ZipBuilder.u32(out, crc);
    ZipBuilder.u32(out, 0xFFFFFFFFL);
    ZipBuilder.u32(out, 0xFFFFFFFFL);
    ZipBuilder.u16(out, name.length());
    ZipBuilder.u16(out, 28);
    ZipBuilder.u16(out, 0);
    ZipBuilder.u16(out, 0);
    ZipBuilder.u16(out, 0);
    ZipBuilder.u32(out, 0);
    ZipBuilder.u32(out, 0xFFFFFFFFL);
    out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    ZipBuilder.u16(out, 1);
    ZipBuilder.u16(out, 24);
    ZipBuilder.u64(out, sizeBytes);
    ZipBuilder.u64(out, sizeBytes);
    ZipBuilder.u64(out, offset);
  }

  private void end(ByteArrayOutputStream out, ByteArrayOutputStream directory, int count) {
    long directoryOffset = bulkEnd + out.size();
    out.writeBytes(directory.toByteArray());
    long recordOffset = bulkEnd + out.size();
    ZipBuilder.u32(out, 0x06064b50L);
    ZipBuilder.u64(out, 44);
    ZipBuilder.u16(out, 45);
    ZipBuilder.u16(out, 45);
    ZipBuilder.u32(out, 0);
    ZipBuilder.u32(out, 0);
    ZipBuilder.u64(out, count);
    ZipBuilder.u64(out, count);
    ZipBuilder.u64(out, directory.size());
    ZipBuilder.u64(out, directoryOffset);
    ZipBuilder.u32(out, 0x07064b50L);
    ZipBuilder.u32(out, 0);
    ZipBuilder.u64(out, recordOffset);
    ZipBuilder.u32(out, 1);
    ZipBuilder.u32(out, 0x06054b50L);
    ZipBuilder.u16(out, 0);
    ZipBuilder.u16(out, 0);
    ZipBuilder.u16(out, 0xFFFF);
    ZipBuilder.u16(out, 0xFFFF);
    ZipBuilder.u32(out, 0xFFFFFFFFL);
    ZipBuilder.u32(out, 0xFFFFFFFFL);
    ZipBuilder.u16(out, 0);
  }

  private static byte[] pattern() {
    var bytes = new byte[1_048_573];
    new Random(5).nextBytes(bytes);
    return bytes;
  }
}
