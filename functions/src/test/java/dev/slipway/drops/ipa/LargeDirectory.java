package dev.slipway.drops.ipa;

import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.ZipBuilder;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.zip.CRC32;

/// Archives with a central directory of almost 48 MiB, and a JVM with a small heap that reads one.
final class LargeDirectory {
  private static final int MAX_SIZE_BYTES = 48 << 20;
  private static final String APP = SampleArchive.APP;
  private static final byte[] INFO = Plists.binary(Plists.storeInfo("com.example.large"));

  private LargeDirectory() {}

  /// Writes an archive whose directory has as many of these names as fit. The app's Info.plist is
  /// last, so that everything is read before it is found; the files lack their content.
  ///
  /// @return the number of entries
  static int write(Path file, IntFunction<String> names) throws IOException {
    var crc = new CRC32();
    crc.update(INFO);
    var local = new ByteArrayOutputStream();
    ZipBuilder.u32(local, 0x04034b50L);
    header(local, (int) crc.getValue(), INFO.length, APP + "Info.plist");
    ZipBuilder.u16(local, 0);
    local.writeBytes(latin1(APP + "Info.plist"));
    local.writeBytes(INFO);
    byte[] last = entry(APP + "Info.plist", (int) crc.getValue(), INFO.length);
    int count = 0;
    int size = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out.write(local.toByteArray());
      byte[] next = entry(names.apply(0), 0, 0);
      while (size + next.length + last.length <= MAX_SIZE_BYTES) {
        out.write(next);
        size += next.length;
        count++;
        next = entry(names.apply(count), 0, 0);
      }
      out.write(last);
      size += last.length;
      count++;
      var end = new ByteArrayOutputStream();
      ZipBuilder.u32(end, 0x06054b50L);
      ZipBuilder.u32(end, 0);
      ZipBuilder.u16(end, count);
      ZipBuilder.u16(end, count);
      ZipBuilder.u32(end, size);
      ZipBuilder.u32(end, local.size());
      ZipBuilder.u16(end, 0);
      out.write(end.toByteArray());
    }
    return count;
  }

  private static byte[] entry(String name, int crc, int size) {
    var header = new ByteArrayOutputStream(128);
    ZipBuilder.u32(header, 0x02014b50L);
    ZipBuilder.u16(header, 20);
    header(header, crc, size, name);
    header.writeBytes(new byte[16]);
    header.writeBytes(latin1(name));
    return header.toByteArray();
  }

  /// The fields that both headers have, of a stored entry.
  private static void header(ByteArrayOutputStream out, int crc, int size, String name) {
    ZipBuilder.u16(out, 20);
    ZipBuilder.u32(out, 0);
    ZipBuilder.u32(out, 0);
    ZipBuilder.u32(out, crc);
    ZipBuilder.u32(out, size);
    ZipBuilder.u32(out, size);
    ZipBuilder.u16(out, name.length());
  }

  private static byte[] latin1(String name) {
    return name.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Reads the app of each archive and prints a line for it.
  public static void main(String[] files) throws Exception {
    for (String file : files) {
      var reads = new AtomicInteger();
      var ranges =
          new ByteRanges() {
            @Override
            public long sizeBytes() {
              return Path.of(file).toFile().length();
            }

            @Override
            public byte[] read(long offset, int length) throws IOException {
              reads.incrementAndGet();
              // As from the drop bucket: a stream that does not know how long it is.
              try (var in = new FilterInputStream(new FileInputStream(file)) {}) {
                in.skipNBytes(offset);
                return in.readNBytes(length);
              }
            }
          };
      try {
        System.out.println(IpaReader.read(ranges).app().bundleId() + " reads=" + reads);
      } catch (IpaUnreadableException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
