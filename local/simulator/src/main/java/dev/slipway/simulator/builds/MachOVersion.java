package dev.slipway.simulator.builds;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Reads which OS version a Mach-O file needs (Apple's mach-o/loader.h and mach-o/fat.h).
final class MachOVersion {
  private static final int HEAD_BYTES = 64 << 10;
  private static final int FAT = 0xCAFEBABE;
  private static final int MACH_O_64 = 0xFEEDFACF;
  private static final int ARM64 = 0x0100000C;
  private static final int VERSION_MIN_IPHONEOS = 0x25;
  private static final int BUILD_VERSION = 0x32;

  private MachOVersion() {}

  /// Returns the version that the code for 64-bit devices needs; null when the file does not say it
  /// in its first bytes.
  static @Nullable String minimum(ZipFile zip, ZipEntry entry) throws IOException {
    byte[] head;
    try (var in = zip.getInputStream(entry)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(head);
      if (bytes.getInt(0) != FAT) {
        return thin(bytes, 0);
      }
      for (int i = 0; i < bytes.getInt(4); i++) {
        int at = 8 + i * 20;
        if (bytes.getInt(at) == ARM64) {
          return thin(bytes, bytes.getInt(at + 8));
        }
      }
      return null;
    } catch (IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static @Nullable String thin(ByteBuffer file, int start) {
    ByteBuffer bytes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getInt(start) != MACH_O_64 || bytes.getInt(start + 4) != ARM64) {
      return null;
    }
    int commands = bytes.getInt(start + 16);
    int at = start + 32;
    for (int i = 0; i < commands; i++) {
      int command = bytes.getInt(at);
      if (command == BUILD_VERSION) {
        return version(bytes.getInt(at + 12));
      }
      if (command == VERSION_MIN_IPHONEOS) {
        return version(bytes.getInt(at + 8));
      }
      at += Math.max(8, bytes.getInt(at + 4));
    }
    return null;
  }

  private static String version(int packed) {
    return (packed >>> 16) + "." + (packed >>> 8 & 0xFF) + "." + (packed & 0xFF);
  }
}
